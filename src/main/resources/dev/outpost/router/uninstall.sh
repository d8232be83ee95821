# Removes the packages of NAMES, which a run installed that is being undone: last first. Those that stay are printed as "left NAME".
full=
back=
for name in $NAMES; do back="$name $back"; done
if [ -x /bin/opkg ]; then
	keep
	for name in $back; do drop "$name"; done
	for name in $back; do
		[ -z "$(opkg status "$name" 2>/dev/null)" ] || echo "left $name"
	done
	database
else
	for name in $back; do
		! apk info -e "$name" >/dev/null 2>&1 || apk --no-network --wait 30 del "$name" >/dev/null 2>&1
	done
	for name in $back; do
		! apk info -e "$name" >/dev/null 2>&1 || echo "left $name"
	done
fi
exit 0
