# Sets the password of a wireless network, and the mark that recognizes it. EDITS are lines of uci batch, read from stdin: in no argument list.
# What uci says on stderr may hold the password: it is not told.
stage=$(mktemp -d /tmp/outpost-uci.XXXXXX) || exit 86
trap 'rm -rf "$stage"' EXIT
[ -e /etc/config/outpost ] || touch /etc/config/outpost
words=$(printf '%s\n' "$EDITS" | uci -t "$stage" batch 2>&1)
[ -z "$words" ] || {
	echo "uci refuses the wireless password" >&2
	exit 86
}
for package in wireless outpost; do
	words=$(uci -t "$stage" commit "$package" 2>&1)
	[ -z "$words" ] || {
		echo "uci commits no wireless password" >&2
		exit 86
	}
done
chmod 600 /etc/config/wireless
sync
exit 0
