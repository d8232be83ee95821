# Puts TEXT at FILE with MODE: whole or not at all, and read back. A service is enabled and started again; what hotplug runs for what is there already runs once.
set -u
umask 077
mkdir -p "${FILE%/*}"
printf '%s' "$TEXT" >"$FILE.outpost-new"
chmod "$MODE" "$FILE.outpost-new"
sync
case $(sha256sum "$FILE.outpost-new") in
"$SHA256 "*) ;;
*)
	rm -f "$FILE.outpost-new"
	echo "$FILE does not stay as written: is the flash full?" >&2
	exit 87
	;;
esac
mv "$FILE.outpost-new" "$FILE"
case $FILE in
/etc/init.d/outpost-keeper)
	/etc/init.d/outpost-keeper disable
	/etc/init.d/outpost-keeper enable
	/etc/init.d/outpost-keeper restart
	;;
/etc/init.d/outpost-follow)
	/etc/init.d/outpost-follow disable
	/etc/init.d/outpost-follow enable
	/etc/init.d/outpost-follow restart
	;;
/etc/init.d/outpost-budget)
	/etc/init.d/outpost-budget disable
	/etc/init.d/outpost-budget enable
	/etc/init.d/outpost-budget restart
	;;
/etc/init.d/outpost-ddns)
	/etc/init.d/outpost-ddns disable
	/etc/init.d/outpost-ddns enable
	/etc/init.d/outpost-ddns restart
	;;
/etc/hotplug.d/usb/*)
	# the dongle is plugged in already
	ACTION=add sh "$FILE"
	;;
/etc/hotplug.d/iface/*)
	# the tunnel may be up already
	ACTION=ifup INTERFACE=outpost sh "$FILE"
	;;
esac
exit 0
