# Whether the router reaches its own feeds, and what the packages of NAMES would bring from there. Writes to RAM only. Exit statuses say
# nothing here; OUTPOST_ROOT stands before paths in tests.
root=${OUTPOST_ROOT:-}
route=$(ip route show default | head -n 1)
[ -n "$route" ] || {
	echo "none no default route"
	exit 0
}
echo "route $route"
first=$(sed -n -e 's/^src.gz [^ ]* \(.*\)$/\1\/Packages.sig/p' -e '/packages.adb$/p' "$root/etc/opkg/distfeeds.conf" "$root/etc/apk/repositories.d/distfeeds.list" 2>/dev/null | grep -v '^#' | head -n 1)
[ -n "$first" ] || {
	echo "none no feed is configured"
	exit 0
}
words=$(wget -T 5 -O /dev/null "$first" 2>&1) || {
	echo "none $first: $(echo "$words" | tail -n 1)"
	exit 0
}
if [ -x "$root/bin/opkg" ]; then
	words=$(opkg update 2>&1)
	[ -n "$(ls "$root/var/opkg-lists" 2>/dev/null)" ] || words="Signature check failed"
	! echo "$words" | grep -q 'Signature check failed' || {
		echo "none the feeds' signatures do not check: is the clock right?"
		exit 0
	}
	for wish in $NAMES; do
		words=$(opkg install --noaction "$wish" 2>&1)
		echo "$words" | sed -n -e 's/^Installing \([^ ]*\) (\(.*\)) to root.*/brings \1 \2/p' -e 's/^ \* .*\(cannot find dependency .*\)$/lacks \1/p' -e "s/^Unknown package.*/unknown $wish/p"
		echo "wish $wish"
	done | tee "$root/tmp/outpost-own-feeds"
	for name in $(sed -n 's/^brings \([^ ]*\) .*/\1/p' "$root/tmp/outpost-own-feeds" | sort -u); do
		echo "size $name $(opkg info "$name" | sed -n -e 's/^Size: //p' -e 's/^Installed-Size: //p' | head -n 1)"
	done
	rm -f "$root/tmp/outpost-own-feeds"
else
	words=$(apk update 2>&1)
	echo "$words" | grep -q '^OK:' || {
		echo "none $(echo "$words" | grep -E 'WARNING|ERROR' | tail -n 1)"
		exit 0
	}
	for wish in $NAMES; do
		words=$(apk add --simulate "$wish" 2>&1)
		echo "$words" | sed -n -e 's/^( *[0-9]*\/[0-9]*) Installing \([^ ]*\) (\(.*\))/brings \1 \2/p' -e 's/^ *\(.*breaks: .*\)$/lacks \1/p' -e 's/^ *\(.* (no such package).*\)$/lacks \1/p'
		echo "wish $wish"
	done | tee "$root/tmp/outpost-own-feeds"
	for name in $(sed -n 's/^brings \([^ ]*\) .*/\1/p' "$root/tmp/outpost-own-feeds" | sort -u); do
		echo "installed $name $(apk info "$name" | sed -n '/installed size:/{n;p;}' | head -n 1)"
	done
	rm -f "$root/tmp/outpost-own-feeds"
fi
exit 0
