# The SIM's PIN and the card that it is for, in a file of root's alone: TEXT. What was noted of another PIN is void. PROVEN: 1 where this one
# opened the card already.
set -u
umask 077
printf '%s\n' "$TEXT" >/etc/outpost-pin.new
chmod 600 /etc/outpost-pin.new
sync
[ "$(cat /etc/outpost-pin.new)" = "$TEXT" ] || {
	rm -f /etc/outpost-pin.new
	echo "the PIN's file does not stay as written: is the flash full?" >&2
	exit 87
}
mv /etc/outpost-pin.new /etc/outpost-pin
rm -f /etc/outpost-pin.tried /etc/outpost-pin.good
[ "$PROVEN" = 0 ] || : >/etc/outpost-pin.good
sync
