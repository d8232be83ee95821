# Waits at most SECONDS_TO_WAIT for an address on wan, and prints the evidence where there is none.
address() {
	for name in wan wan_4; do
		ifstatus "$name" 2>/dev/null | jsonfilter -e '@["ipv4-address"][0].address' 2>/dev/null
	done | head -n 1
}
waited=0
while [ "$waited" -lt "$SECONDS_TO_WAIT" ]; do
	found=$(address)
	if [ -n "$found" ]; then
		echo "address $found"
		echo "waited $waited"
		exit 0
	fi
	case $(ifstatus wan 2>/dev/null) in
	*PIN_FAILED* | *PUK_NEEDED* | *PIN_NOT_SPECIFIED*) break ;;
	esac
	sleep 1
	waited=$((waited + 1))
done
echo "waited $waited"
ifstatus wan 2>/dev/null | grep '"code"' | sed 's/.*: *"\(.*\)".*/error \1/'
logread 2>/dev/null | grep -E 'netifd: wan|netifd: Interface|ncm|gcom' | tail -n 25 | sed 's/^/log /'
if [ -n "$TTY" ] && [ -e "$TTY" ]; then
	for name in getsimstatus getstrength; do
		[ ! -f "/etc/gcom/$name.gcom" ] || gcom -d "$TTY" -s "/etc/gcom/$name.gcom" 2>/dev/null | tr -d "\r" | grep -E "^[+]C(SQ|PIN|ME)" | sed "s/^/modem /"
	done
fi
exit 0
