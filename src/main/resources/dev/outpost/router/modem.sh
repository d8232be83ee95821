# Asks the modem who it is, on the serial ports of each USB device in DEVICES, in the order of the interface numbers in ORDER, until
# one of that device answers. Prints "tty NODE WORD" for an answer, "silent NODE" for none; below an answer "imei DIGITS" and
# "imsi DIGITS" where they are asked for.
appeared() {
	for node in /dev/ttyUSB* /dev/ttyACM*; do
		[ ! -c "$node" ] || return 0
	done
	return 1
}
tries=0
until appeared; do
	tries=$((tries + 1))
	[ "$tries" -le "$WAIT" ] || break
	sleep 1
done
[ -f /etc/gcom/getcardinfo.gcom ] || exit 0
# The script that asks for the maker asks for a number as well, whether the modem echoes or not.
number() {
	sed "s/AT+CGMI/$2/;s/\"ATI/\"$2/" /etc/gcom/getcardinfo.gcom >/tmp/outpost-number.gcom
	digits=
	for _ in 1 2 3; do
		[ -z "$digits" ] || break
		digits=$(gcom -d "$1" -s /tmp/outpost-number.gcom 2>/dev/null | tr '\r' '\n' | grep -E '^[0-9]{6,16}$' | head -n 1)
	done
	rm -f /tmp/outpost-number.gcom
	echo "$digits"
}
ask() {
	for number in $ORDER; do
		for entry in /sys/bus/usb/devices/"$1":*; do
			[ "$(cat "$entry/bInterfaceNumber" 2>/dev/null)" = "$number" ] || continue
			for node in "$entry"/ttyUSB* "$entry"/tty/ttyACM*; do
				[ -e "$node" ] || continue
				tty=/dev/${node##*/}
				word=$(gcom -d "$tty" -s /etc/gcom/getcardinfo.gcom 2>/dev/null | tr -d '\r' | grep -v '^AT' | grep -v '^$' | head -n 1)
				if [ -n "$word" ]; then
					echo "tty $tty $word"
					[ "$ASK_IMEI" = 0 ] || echo "imei $(number "$tty" AT+CGSN)"
					[ "$ASK_IMSI" = 0 ] || echo "imsi $(number "$tty" AT+CIMI)"
					return 0
				fi
				echo "silent $tty"
			done
		done
	done
}
for device in $DEVICES; do
	ask "$device"
done
true
