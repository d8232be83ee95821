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
# What the modem says now. The script is ours: those of comgt ask three things only.
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
if [ -n "$TTY" ] && [ -e "$TTY" ]; then
	for COMMAND in 'AT+CPIN?' 'AT+CSQ' 'AT+CEREG?'; do
		export COMMAND
		gcom -d "$TTY" -s "$ask" 2>/dev/null | tr -d '\r' | grep -E '^[+]C' | sed 's/^/modem /'
	done
fi
rm -f "$ask"
exit 0
