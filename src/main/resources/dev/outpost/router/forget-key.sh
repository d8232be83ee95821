# Takes the line KEY out of those that may log in: the last thing that is done on a router whose site is given up.
keys=/etc/dropbear/authorized_keys
[ -e "$keys" ] || exit 0
grep -v -x -F "$KEY" "$keys" >"$keys.outpost-new"
chmod 600 "$keys.outpost-new"
mv "$keys.outpost-new" "$keys"
sync
exit 0
