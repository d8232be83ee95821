# The tunnel's packets fit into wan's own: WireGuard adds 60 bytes over IPv4 and 80 over IPv6, and IPv6 asks for 1280. $1: the most.
fit() {
	local device link='' own=60 fits now tunnel=$root/sys/class/net/outpost/mtu
	device=$(of_wan '@.l3_device')
	[ -n "$device" ] && [ -w "$tunnel" ] && { read -r link <"$root/sys/class/net/$device/mtu"; } 2>/dev/null || return 0
	case $(wg show outpost endpoints 2>/dev/null) in
	*'['*) own=80 ;;
	esac
	fits=$((link - own))
	[ "$fits" -le "$1" ] || fits=$1
	[ "$fits" -ge 1280 ] || fits=1280
	read -r now <"$tunnel"
	[ "$fits" = "$now" ] || echo "$fits" >"$tunnel"
}
