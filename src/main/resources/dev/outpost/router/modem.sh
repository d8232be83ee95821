# Waits until one of the USB devices in DEVICES (any, where none is named) has a node of KIND: tty, wdm or net. Then asks the modem who
# it is: by PROTO ncm or 3g over its serial ports, in the order of the interface numbers in ORDER, until one answers; by qmi or mbim over
# its control channel. Prints "tty NODE WORD" or "control NODE WORD" for an answer, "refuses NODE WORDS" for one that is no name, "silent
# NODE" for none; below an answer "imei DIGITS" and "imsi DIGITS" where they are asked for.
nodes() {
	for entry in /sys/bus/usb/devices/*:*; do
		case "${entry##*/}" in
		"${1:-${entry##*/}}" | "$1":*) ;;
		*) continue ;;
		esac
		case $KIND in
		tty)
			for node in "$entry"/ttyUSB* "$entry"/tty/ttyACM*; do
				[ ! -e "$node" ] || echo "/dev/${node##*/}"
			done
			;;
		wdm)
			for node in "$entry"/usbmisc/cdc-wdm*; do
				[ ! -e "$node" ] || echo "/dev/${node##*/}"
			done
			;;
		*)
			for node in "$entry"/net/*; do
				[ ! -e "$node" ] || echo "${node##*/}"
			done
			;;
		esac
	done
}
appeared() {
	[ -n "$DEVICES" ] || [ -z "$(nodes "")" ] || return 0
	for device in $DEVICES; do
		[ -z "$(nodes "$device")" ] || return 0
	done
	return 1
}
tries=0
until appeared; do
	tries=$((tries + 1))
	[ "$tries" -le "$WAIT" ] || break
	sleep 1
done

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

# A maker's name among what a port said to AT+CGMI: no echo, no result code (V.250 table 1, 27.007 clause 9, Huawei's COMMAND NOT SUPPORT),
# nothing that a modem says by itself (lines that begin with a mark, 27.007 and makers' manuals; RDY and its like while one starts).
name_in() {
	sed 's/^ *+CGMI: *//; s/^[ "]*//; s/[ "]*$//' |
		grep -v -i -E '^(at|ok$|error|command not support|too many param|no (carrier|answer|dial ?tone)|busy$|ring$|connect|rdy$|ready$|sms (ready|done)|call ready|pb ?(done|ready)|normal power|powered down|under-volt|over-volt|boot|starting|sim |gps ready|\+|\^|[%$*#>])' |
		grep '[A-Za-z]' | head -n 1
}
ask_serial() {
	[ -f /etc/gcom/getcardinfo.gcom ] || return 1
	for number in $ORDER; do
		for entry in /sys/bus/usb/devices/"$1":*; do
			[ "$(cat "$entry/bInterfaceNumber" 2>/dev/null)" = "$number" ] || continue
			for node in "$entry"/ttyUSB* "$entry"/tty/ttyACM*; do
				[ -e "$node" ] || continue
				tty=/dev/${node##*/}
				said=$(gcom -d "$tty" -s /etc/gcom/getcardinfo.gcom 2>/dev/null | tr '\r' '\n')
				word=$(echo "$said" | name_in)
				if [ -n "$word" ]; then
					echo "tty $tty $word"
					[ "$ASK_IMEI" = 0 ] || echo "imei $(number "$tty" AT+CGSN)"
					[ "$ASK_IMSI" = 0 ] || echo "imsi $(number "$tty" AT+CIMI)"
					return 0
				fi
				word=$(echo "$said" | grep -E 'ERROR|NOT SUPPORT' | head -n 1)
				if [ -n "$word" ]; then echo "refuses $tty $word"; else echo "silent $tty"; fi
			done
		done
	done
	return 1
}

# Each question has a limit of its own: uqmi waits for a silent channel for ever.
ask_qmi() {
	uqmi -s -d "$1" -t 3000 "--get-$2" 2>/dev/null | tr -dc '0-9\n' | head -n 1
}
ask_mbim() {
	umbim -n -t "$3" -d "$1" "$2" 2>/dev/null
}
ask_control() {
	for node in $(nodes "$1"); do
		imei=
		imsi=
		state=
		for _ in 1 2 3; do
			case $PROTO in
			qmi)
				state=$(uqmi -s -d "$node" -t 3000 --get-pin-status 2>/dev/null | grep -v 'timed out' | head -n 1)
				;;
			*)
				state=$(ask_mbim "$node" caps 2 | head -n 1)
				;;
			esac
			[ -z "$state" ] || break
		done
		if [ -z "$state" ]; then
			echo "silent $node"
			continue
		fi
		case $PROTO in
		qmi)
			imei=$(ask_qmi "$node" imei)
			imsi=$(ask_qmi "$node" imsi)
			;;
		*)
			imei=$(ask_mbim "$node" caps 3 | sed -n 's/.*deviceid: *\([0-9]*\).*/\1/p')
			imsi=$(ask_mbim "$node" subscriber 4 | sed -n 's/.*subscriberid: *\([0-9]*\).*/\1/p')
			;;
		esac
		echo "control $node $PROTO"
		[ "$ASK_IMEI" = 0 ] || echo "imei $imei"
		[ "$ASK_IMSI" = 0 ] || echo "imsi $imsi"
		return 0
	done
	return 1
}
for device in $DEVICES; do
	case $PROTO in
	ncm | 3g) ask_serial "$device" && break ;;
	qmi | mbim) ask_control "$device" && break ;;
	esac
done
true
