# A way to cameras whose addresses are in other networks than the LAN's: each of NETWORKS (192.168.1) that nobody else here has gets a second address
# on the LAN's device, for SECONDS_TO_LIVE at most. Nothing is written to flash; a restart takes it away too. Prints what there is, one fact a line.
of() {
	ifstatus lan 2>/dev/null | jsonfilter -e "$1" 2>/dev/null
}
device=$(of '@.l3_device')
[ -n "$device" ] || device=$(of '@.device')
lan=$(of '@["ipv4-address"][0].address')
bits=$(of '@["ipv4-address"][0].mask')
[ -z "$lan" ] || echo "lan $lan/$bits"
[ -n "$device" ] || exit 0
echo "device $device"
for network in $NETWORKS; do
	held=$(ip route show | grep -E "^$network\.0(/24)? " | head -n 1)
	case $held in
	'') ;;
	*"dev $device "*) continue ;;
	*)
		echo "taken $network.0/24 $held"
		continue
		;;
	esac
	address=$network.254/24
	if ip addr add "$address" dev "$device"; then
		echo "added $address"
		(
			sleep "$SECONDS_TO_LIVE"
			ip addr del "$address" dev "$device"
		) </dev/null >/dev/null 2>&1 &
	fi
done
exit 0
