# Asks the modem who it is, on the serial ports of the USB device at DEVICE, in the order of the interface numbers in ORDER,
# until one answers. Prints "tty NODE WORD" for an answer, "silent NODE" for none.
tries=0
until ls /dev/ttyUSB* /dev/ttyACM* >/dev/null 2>&1; do
	tries=$((tries + 1))
	[ "$tries" -le "$WAIT" ] || break
	sleep 1
done
[ -f /etc/gcom/getcardinfo.gcom ] || exit 0
for number in $ORDER; do
	for entry in /sys/bus/usb/devices/"$DEVICE":*; do
		[ "$(cat "$entry/bInterfaceNumber" 2>/dev/null)" = "$number" ] || continue
		for node in "$entry"/ttyUSB* "$entry"/tty/ttyACM*; do
			[ -e "$node" ] || continue
			tty=/dev/${node##*/}
			word=$(gcom -d "$tty" -s /etc/gcom/getcardinfo.gcom 2>/dev/null | tr -d '\r' | grep -v '^AT' | grep -v '^$' | head -n 1)
			if [ -n "$word" ]; then
				echo "tty $tty $word"
				[ "$ASK_IMSI" = 0 ] || echo "imsi $(gcom -d "$tty" -s /etc/gcom/getimsi.gcom 2>/dev/null | tr -cd '0-9\n' | grep -E '^[0-9]{6,15}$' | head -n 1)"
				exit 0
			fi
			echo "silent $tty"
		done
	done
done
