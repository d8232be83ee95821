# Removes the packages of NAMES, which a run installed that is being undone: last first. Those that stay are printed as "left NAME".
back=
for name in $NAMES; do back="$name $back"; done
if [ -x /bin/opkg ]; then
	for name in $back; do
		opkg remove "$name" >/dev/null 2>&1
		[ -z "$(opkg status "$name" 2>/dev/null)" ] || echo "left $name"
	done
else
	for name in $back; do
		! apk info -e "$name" >/dev/null 2>&1 || apk --no-network --wait 30 del "$name" >/dev/null 2>&1
	done
	for name in $back; do
		! apk info -e "$name" >/dev/null 2>&1 || echo "left $name"
	done
fi
exit 0
