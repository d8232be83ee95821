# The way from the modem to the cameras as the router sees it, for a walk along its hops. Changes nothing, dials nothing. Prints facts, one a line.
# The modem is asked (gcom, uqmi, umbim) only where wan has no address or the tunnel has been silent for SECONDS_IT_LIVES: else it is well. NOISE is
# left out of the log (one part of a line each).
of() {
	ifstatus "$1" 2>/dev/null | jsonfilter -e "$2" 2>/dev/null
}
lan=$(of lan '@["ipv4-address"][0].address')
[ -z "$lan" ] || echo "lan $lan"
proto=$(uci -q get network.wan.proto)
apn=$(uci -q get network.wan.apn)
[ -z "$apn" ] || echo "apn $apn"
node=$(uci -q get network.wan.device)
if [ -z "$node" ]; then
	for file in "$(uci -q get network.wan.devpath)"/*/usbmisc/cdc-wdm*; do
		[ ! -e "$file" ] || node=/dev/${file##*/}
	done
fi
[ -z "$proto" ] || echo "proto $proto"
# A wan that is being dialled has SECONDS_TO_WAIT to have an address, or to say why not.
waited=0
while :; do
	address=$(for name in wan wan_4; do of "$name" '@["ipv4-address"][0].address'; done | head -n 1)
	[ -z "$address" ] && [ -z "$(of wan '@.errors[0].code')" ] && [ "$waited" -lt "$SECONDS_TO_WAIT" ] || break
	sleep 1
	waited=$((waited + 1))
done
echo "waited $waited"
[ -z "$address" ] || echo "address $address"
status=$(ifstatus wan 2>/dev/null)
echo "$status" | sed -n 's/.*"code": *"\([A-Z0-9_]*\)".*/error \1/p'
case $status in
*'"pending": true'*) echo "pending" ;;
esac
case $node in
/dev/*) if [ -e "$node" ]; then echo "node $node"; else echo "gone $node"; fi ;;
esac
device=$(of wan '@.l3_device')
[ -n "$device" ] || device=$(of wan '@.device')
case $device in
'' | /*) ;;
*) [ "$(cat "/sys/class/net/$device/carrier" 2>/dev/null)" != 0 ] || echo "carrier $device" ;;
esac
for server in $(of wan '@["dns-server"][*]') $(of wan_4 '@["dns-server"][*]'); do echo "dns $server"; done
now=$(date +%s)
last=$(wg show outpost latest-handshakes 2>/dev/null | while read -r _ stamp; do echo "$stamp"; done | sort -n | tail -n 1)
[ -z "$last" ] || echo "handshake $last"
# Where the router is the viewers' own end: who was heard when, and what wan lets in.
opens=$(uci -q get firewall.outpost_wan.dest_port)
if [ -n "$opens" ]; then
	echo "listens $(wg show outpost listen-port 2>/dev/null)"
	[ "$(uci -q get firewall.outpost_wan.enabled)" = 0 ] || echo "opens $opens"
	nft list chain inet fw4 input_wan 2>/dev/null | sed -n 's/.* counter packets \([0-9]*\) .*outpost viewers.*/calls \1/p'
fi
wg show outpost latest-handshakes 2>/dev/null | while read -r key stamp; do echo "peer $key $stamp"; done
uci -q show firewall | sed -n "s/^firewall\.\(outpost_cam_[a-z0-9_]*\)\.\(src_dip\|dest_ip\)='\([0-9.]*\)'.*/\1 \2 \3/p" | while read -r section option value; do
	echo "redirect $section $option $value"
done
[ -z "$address" ] || [ "$((now - ${last:-0}))" -gt "$SECONDS_IT_LIVES" ] || exit 0
logread 2>/dev/null | grep -E "netifd: (wan|Interface 'wan)|pppd|chat\[|usb [0-9.-]*: .*(disconnect|error|reset)|mbim bringup|wpa_supplicant.*CTRL-EVENT|outpost-keeper" | grep -v -F "$NOISE" | tail -n 25 | sed 's/^/log /'
ask=/tmp/outpost-ask.gcom
cat >"$ask" <<'EOF'
opengt
set com 115200n81
set comecho off
set senddelay 0.02
waitquiet 0.2 0.2
send $env("COMMAND")
send "^m"
get 2 "" $answer
print $answer
EOF
case $proto in
ncm | 3g | directip)
	if [ -e "$node" ] && [ -x /usr/bin/gcom ]; then
		for COMMAND in 'AT+CMEE=1' 'AT+CPIN?' 'AT+CSQ' 'AT+CREG?' 'AT+CEREG?' 'AT^NDISSTATQRY?'; do
			export COMMAND
			gcom -d "$node" -s "$ask" 2>/dev/null | tr -d '\r' | grep -E '^([+]C|\^NDIS)' | sed 's/^/modem /'
		done
	fi
	;;
qmi)
	for what in pin-status serving-system signal-info; do
		echo "modem qmi $what $(uqmi -s -d "$node" -t 3000 "--get-$what" 2>/dev/null | tr -d '\n')"
	done
	;;
mbim)
	for what in pinstate subscriber registration; do
		echo "modem mbim $what $(umbim -n -t 4 -d "$node" $what 2>/dev/null | grep -v subscriberid | tr -s ' \n' ' ')"
	done
	;;
esac
rm -f "$ask"
exit 0
