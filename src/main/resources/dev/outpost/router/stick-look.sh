# What the stick before wan is, to whom it leads what comes from outside, and why it does not say: facts, one a line. Changes nothing.
# A HiLink stick (facts: its own web pages): DmzStatus 1 leads all to DmzIPAddress; NATType 1 is full cone.
stick_page() {
	said=$(hilink "$host" "$1")
	case $said in
	*'<error>'*) echo "stick error $(printf '%s\n' "$said" | element code) $1" ;;
	*'<response'*) return 0 ;;
	*) echo "stick silent $1" ;;
	esac
	return 1
}

stick_facts() {
	local host said own
	[ "$(uci -q get network.wan.proto)" = dhcp ] || return 0
	host=$(stick)
	case $host in
	'' | *[!0-9.]*) return 0 ;;
	esac
	echo "stick host $host"
	own=$(status '@["ipv4-address"][0].address' | head -n 1)
	[ -z "$own" ] || echo "stick own $own"
	own=$(stick_wan "$host")
	[ -z "$own" ] || echo "stick wan $own"
	if stick_page /api/security/dmz; then
		echo "stick dmz $(printf '%s\n' "$said" | element DmzStatus) $(printf '%s\n' "$said" | element DmzIPAddress)"
	fi
	if [ -n "$own" ] && stick_page /api/security/nat; then
		echo "stick nat $(printf '%s\n' "$said" | element NATType)"
	fi
}
stick_facts
