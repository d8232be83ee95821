# Waits at most SECONDS_TO_WAIT for an address on wan, less where netifd says something that no waiting cures. Prints the address, or
# the evidence where there is none: every error that netifd showed meanwhile, the log without NOISE (one part of a line each), and what the
# modem says over the serial port TTY or the control channel WDM of protocol PROTO. Where DHCP (PROTO dhcp, or none) waits for a link that a
# device has not had for ten seconds, there is nothing to wait for: "carrier DEVICE". The modem is asked of its SIM as soon as its handler
# failed once, before netifd dials again; where the SIM is in trouble or denied, wan stays down: "left WORDS".
address() {
	for name in wan wan_4; do
		ifstatus "$name" 2>/dev/null | jsonfilter -e '@["ipv4-address"][0].address' 2>/dev/null
	done | head -n 1
}
no_link() {
	case $PROTO in
	dhcp | '') ;;
	*) return 1 ;;
	esac
	device=$(ifstatus wan 2>/dev/null | jsonfilter -e '@.device' 2>/dev/null)
	[ -n "$device" ] && [ "$(cat "/sys/class/net/$device/carrier" 2>/dev/null)" = 0 ]
}
# What the keeper, which is there before wan is waited for, hears of the SIM.
sim() {
	sh /usr/sbin/outpost-keeper sim 2>/dev/null
}

# Whether the SIM may be dialled with: asked while nobody else talks to the modem. Where not, wan stays down.
dialled_on() {
	ifdown wan
	sleep 2
	case $(sim) in
	bad*) return 1 ;;
	esac
	ifup wan
}
# By the router's own clock: a look at the SIM takes its time, and a guard is armed meanwhile.
uptime() {
	read -r up _ </proc/uptime
	echo "${up%%.*}"
}
began=$(uptime)
waited=0
missing=0
loose=0
failing=0
looked=
codes=
case $(ifstatus wan 2>/dev/null) in
*'"autostart": false'*) ifup wan ;;
esac
while [ "$waited" -lt "$SECONDS_TO_WAIT" ]; do
	found=$(address)
	if [ -n "$found" ]; then
		echo "address $found"
		echo "waited $waited"
		exit 0
	fi
	status=$(ifstatus wan 2>/dev/null)
	for code in $(echo "$status" | sed -n 's/.*"code": *"\([A-Z0-9_]*\)".*/\1/p'); do
		case " $codes " in
		*" $code "*) ;;
		*) codes="$codes $code" ;;
		esac
	done
	case $status in
	*PUK_NEEDED* | *PIN_NOT_SPECIFIED* | *PIN_TRIES_BELOW_LIMIT* | *PIN_STATUS_FAILED* | *SIM_ILLEGAL_STATE* | *SIM_NOT_INITIALIZED*) break ;;
	*UNSUPPORTED_MODEM* | *NO_APN* | *INVALID_OPTIONS* | *OPTION_ERROR* | *AUTH_FAILED*) break ;;
	*NO_DEVICE* | *NO_IFACE* | *NO_IFNAME*) missing=$((missing + 1)) ;;
	*PIN_FAILED* | *NO_SUBSCRIBER* | *GETINFO_FAILED* | *INITIALIZE_FAILED* | *CONFIGURE_FAILED* | *SETMODE_FAILED* | *CONNECT_FAILED* | *CALL_FAILED* | *FINALIZE_FAILED*)
		failing=$((failing + 1))
		;;
	*) missing=0 ;;
	esac
	# pppd names no cause when nobody answers its dial
	if [ -z "$looked" ] && [ "$missing" = 0 ] && { [ -n "$codes" ] || { [ "$PROTO" = 3g ] && [ "$waited" -ge 25 ]; }; }; then
		looked=yes
		dialled_on || break
	fi
	if no_link; then loose=$((loose + 1)); else loose=0; fi
	[ "$missing" -lt 15 ] && [ "$failing" -lt 40 ] && [ "$loose" -lt 10 ] || break
	sleep 1
	waited=$(($(uptime) - began))
done
echo "waited $waited"
for code in $codes; do echo "error $code"; done
[ "$loose" -eq 0 ] || echo "carrier $device"
ifstatus wan 2>/dev/null | grep -q '"pending": true' && echo "pending"
logread 2>/dev/null | grep -E "netifd: (wan|Interface 'wan)|pppd|chat\[|usb [0-9.-]*: .*(disconnect|error|reset)|mbim bringup|wpa_supplicant.*CTRL-EVENT" | grep -v -F "$NOISE" | tail -n 25 | sed 's/^/log /'

# The modem is asked while nobody else does: the handler would take the answers.
ifdown wan 2>/dev/null
sleep 2
ask=/tmp/outpost-ask.gcom
cat >"$ask" <<'EOF'
opengt
set com 115200n81
set comecho off
set senddelay 0.02
waitquiet 0.2 0.2
send $env("COMMAND")
send "^m"
get 1 "" $answer
print $answer
EOF
says=
bare=
if [ -n "$TTY" ] && [ -e "$TTY" ] && [ -x /usr/bin/gcom ]; then
	for COMMAND in 'AT+CMEE=1' 'AT+CPIN?' 'AT+CSQ' 'AT+CREG?' 'AT+CEREG?' 'AT^NDISSTATQRY?'; do
		export COMMAND
		answer=$(gcom -d "$TTY" -s "$ask" 2>/dev/null | tr -d '\r')
		says="$says
$(echo "$answer" | grep -E '^([+]C|\^NDIS)')"
		case $COMMAND/$answer in
		*CPIN*/*CME*) ;;
		*CPIN*/*ERROR*) bare='AT+CPIN?: ERROR' ;;
		esac
	done
	says="$says
$bare"
fi
rm -f "$ask"
for node in $WDM; do
	[ -c "$node" ] || continue
	case $PROTO in
	qmi)
		for what in pin-status serving-system signal-info; do
			says="$says
qmi $what $(uqmi -s -d "$node" -t 3000 "--get-$what" 2>/dev/null | tr -d '\n')"
		done
		;;
	mbim)
		says="$says
mbim caps $(umbim -n -d "$node" caps 2>/dev/null | head -n 1)"
		for what in pinstate subscriber registration; do
			says="$says
mbim $what $(umbim -n -t 4 -d "$node" $what 2>/dev/null | grep -v subscriberid | tr -s ' \n' ' ')"
		done
		;;
	esac
done
echo "$says" | grep -v '^$' | sed 's/^/modem /'
# A SIM that asks for something, is missing or denied is not dialled with again.
verdict=$(sim)
case $verdict in
bad*) ;;
well | ready) verdict= ;;
*)
	trouble=$(echo "$codes $says" | grep -o -E '(PIN|PUK|SIM)_[A-Z_]*|NO_SUBSCRIBER|[+]CPIN: *(SIM|PH-).*|AT[+]CPIN[?]: ERROR|[+]CME ERROR: *(1[0-8]|[5-7])$|[+]C[EG]*REG: *[0-9],3|not_verified|"(permanently_)?blocked"|registration_denied|readystate: 000[2-6]|registerstate: 0006' | head -n 1)
	verdict=${trouble:+bad $trouble}
	;;
esac
case "$codes" in
*PIN_* | *PUK_* | *SIM_*) [ -n "$verdict" ] || verdict="bad$codes" ;;
esac
if [ -n "$verdict" ]; then
	echo "left ${verdict#bad }"
else
	ifup wan
fi
exit 0
