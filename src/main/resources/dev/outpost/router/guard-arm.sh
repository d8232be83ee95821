# Arms the guard for run RUN with a window of WINDOW seconds. GUARD and INIT are the texts of its two files.
set -u
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
guard=$root/etc/outpost/guard
fail() {
	echo "$1" >&2
	exit "$2"
}
if [ -e "$guard/complete" ]; then
	[ "$(cat "$guard/run")" = "$RUN" ] || fail "armed by run $(cat "$guard/run")" 75
	exit 0
fi
umask 077
rm -rf "$guard"
mkdir -p "$guard/old/config" "$guard/old/dropbear"
rm -f "$root/etc/outpost/last"
keep() {
	cp -p "$1" "$2" 2>/dev/null && cmp -s "$1" "$2" && return 0
	rm -rf "$guard"
	rmdir "$root/etc/outpost" 2>/dev/null
	fail "no room for a copy of $1" 76
}
for dir in config dropbear; do
	for file in "$root/etc/$dir"/*; do
		[ ! -f "$file" ] || keep "$file" "$guard/old/$dir/${file##*/}"
	done
done
keep "$root/etc/shadow" "$guard/old/shadow"
printf '%s' "$GUARD" >"$root/etc/outpost/guard.sh"
printf '%s' "$INIT" >"$root/etc/init.d/outpost-guard"
chmod 755 "$root/etc/init.d/outpost-guard"
echo "$WINDOW" >"$guard/window"
echo "$RUN" >"$guard/run"
read -r up rest <"$proc/uptime"
echo "${up%%.*}" >"$root/tmp/outpost-guard.beat"
rm -f "$root/tmp/outpost-guard.pid"
sync
[ "$(cat "$guard/run")" = "$RUN" ] && [ -s "$root/etc/outpost/guard.sh" ] || {
	rm -rf "$root/etc/outpost" "$root/etc/init.d/outpost-guard"
	fail "no room for the guard" 76
}
: >"$guard/complete"
sync
"$root/etc/init.d/outpost-guard" enable
"$root/etc/init.d/outpost-guard" start
tries=0
until [ -s "$root/tmp/outpost-guard.pid" ]; do
	tries=$((tries + 1))
	[ "$tries" -le 20 ] || {
		sh "$root/etc/outpost/guard.sh" gone
		fail "the supervisor does not start" 77
	}
	sleep 1
done
[ -e "$root/etc/rc.d/S18outpost-guard" ] || {
	sh "$root/etc/outpost/guard.sh" gone
	fail "the boot hook is not there" 77
}
