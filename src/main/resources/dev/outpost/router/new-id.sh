# Made by Outpost; sourced by hotplug-call with the dongle's VID, PID and QMI in front, so nothing here may exit. This kernel's drivers do
# not list the dongle, and forget at each start what they were told: qmi_wwan is given the interface QMI (two hexadecimal digits; empty:
# none), option every other one of the vendor's class. What works already is left alone. OUTPOST_ROOT stands before paths in tests.
outpost_driver() { # the driver of an interface
	local link
	link=$(readlink "$1/driver") || return 0
	echo "${link##*/}"
}
outpost_tell() { # a driver, its file, what it is told behind the id
	modprobe "$1" 2>/dev/null
	[ -w "$2" ] || return 0
	grep -q "^$VID $PID" "$2" && return 0
	logger -t outpost "$1 is told the id $VID $PID"
	echo "$VID $PID ff$3" >"$2"
}
outpost_give() { # an interface, a driver
	local now
	now=$(outpost_driver "$1")
	[ "$now" != "$2" ] && [ -e "$usb/drivers/$2" ] || return 0
	[ -z "$now" ] || echo "${1##*/}" >"$usb/drivers/$now/unbind"
	echo "${1##*/}" >"$usb/drivers/$2/bind" 2>/dev/null
	return 0
}
outpost_ports() { # a device: its interfaces of the vendor's class, without Android's debugging
	local at
	for at in "$1":*; do
		[ "$(cat "$at/bInterfaceClass" 2>/dev/null)" = ff ] || continue
		[ "$(cat "$at/bInterfaceSubClass")" = 42 ] || echo "$at"
	done
}
outpost_teach() {
	local usb dev at ports
	[ "$ACTION" = add ] || return 0
	usb=${OUTPOST_ROOT:-}/sys/bus/usb
	for dev in "$usb"/devices/*; do
		[ "$(cat "$dev/idVendor" 2>/dev/null) $(cat "$dev/idProduct" 2>/dev/null)" = "$VID $PID" ] || continue
		ports=$(outpost_ports "$dev")
		for at in $ports; do
			[ -n "$QMI" ] && [ "$(cat "$at/bInterfaceNumber")" = "$QMI" ] || continue
			[ "$(outpost_driver "$at")" = qmi_wwan ] && continue
			outpost_tell qmi_wwan "$usb/drivers/qmi_wwan/new_id" " 1199 9071"
			outpost_give "$at" qmi_wwan
		done
		# what qmi_wwan took besides, and what nobody took
		for at in $ports; do
			[ "$(cat "$at/bInterfaceNumber")" != "$QMI" ] || continue
			case $(outpost_driver "$at") in
			qmi_wwan) [ -n "$QMI" ] || continue ;;
			'') ;;
			*) continue ;;
			esac
			outpost_tell option "$usb-serial/drivers/option1/new_id" ''
			outpost_give "$at" option
		done
	done
}
outpost_teach
