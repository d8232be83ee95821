#!/bin/sh
# A part of outpost-keeper, which keeper.sh tells of: the router as it stands, and questions to its modem. The first part.
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
wan=wan
state=$root/tmp/outpost-keeper
held=$state.held
spent=$root/etc/outpost-reboots
memory=$root/etc/outpost-healing
pin=$root/etc/outpost-pin
note=$pin.tried
proof=$pin.good
DAY=86400

now() {
	local up rest
	read -r up rest <"$proc/uptime"
	echo "${up%%.*}"
}

# One line in the log for each new thing to say.
say() {
	[ "$1" != "$(cat "$state.said" 2>/dev/null)" ] || return 0
	echo "$1" >"$state.said"
	logger -t outpost-keeper "$1"
}

# What wan alone says at a path.
of_wan() {
	ifstatus "$wan" 2>/dev/null | jsonfilter -e "$1" 2>/dev/null
}

proto() {
	uci -q get "network.$wan.proto"
}

# netifd's handler failed and will dial again by itself. pppd names no cause when nobody answers its dial: it has a minute after a start.
failing() {
	[ "$(of_wan '@.up')" != true ] && [ "$(of_wan '@.autostart')" = true ] || return 1
	[ -n "$(of_wan '@.errors[*].code')" ] || { [ "$(proto)" = 3g ] && [ "$(now)" -ge 60 ]; }
}

# Bytes that came through the tunnel so far.
heard() {
	wg show outpost transfer 2>/dev/null | {
		local total=0 bytes
		while read -r _ bytes _; do total=$((total + bytes)); done
		echo "$total"
	}
}

# Somebody outside was heard: through the tunnel since the last look ($1 bytes then, $2 now), or right now.
alive() {
	local host
	[ -n "$(status '@["ipv4-address"][*].address')" ] || return 1
	[ "$1" = "$2" ] || [ "$1" = - ] || return 0
	for host in $(uci -q get outpost.keeper.ping) $(status '@["dns-server"][*]'); do
		! ping -c 1 -W 3 "$host" >/dev/null 2>&1 || return 0
	done
	return 1
}

armed() {
	local mark
	for mark in complete restoring restored; do
		[ ! -e "$root/etc/outpost/guard/$mark" ] || return 0
	done
	return 1
}


# The modem's node as wan has it: by name, or by the place of its device on the bus.
node() {
	local name file
	name=$(uci -q get "network.$wan.device")
	[ -z "$name" ] || {
		echo "$name"
		return
	}
	for file in "$root$(uci -q get "network.$wan.devpath")"/*/usbmisc/cdc-wdm*; do
		[ ! -e "$file" ] || echo "/dev/${file##*/}"
	done
}

# The folder of the USB device to which a sysfs path belongs.
usb_above() {
	local at
	at=$(readlink -f "$1" 2>/dev/null)
	while [ -n "$at" ]; do
		[ -e "$at/idVendor" ] && echo "$at" && return 0
		at=${at%/*}
	done
	return 1
}

# The USB device behind wan: of the modem's node, or of its network device.
usb() {
	local class name
	for name in $(node) $(of_wan '@.l3_device'); do
		for class in tty usbmisc net; do
			usb_above "$root/sys/class/$class/${name##*/}/device" && return 0
		done
	done
	return 1
}

# Serial ports of the device behind wan.
ttys() {
	local folder tty
	folder=$(usb) || return 0
	for tty in "$folder"/*/ttyUSB* "$folder"/*/tty/ttyACM*; do
		[ ! -e "$tty" ] || echo "/dev/${tty##*/}"
	done
}

# What the modem answers to the line $2 on the port $1. The text of the script is ours: those of comgt ask others.
ask() {
	[ -n "$1" ] && [ -e "$root$1" ] || return 1
	command -v gcom >/dev/null 2>&1 || {
		ask_plainly "$1" "$2"
		return
	}
	cat >"$state.gcom" <<'EOF'
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
	COMMAND=$2 gcom -d "$root$1" -s "$state.gcom" 2>/dev/null | tr -d '\r'
}

# The same where wan needs no gcom and there is none. There is no stty either: "read -s -n" switches echo and line mode of a terminal
# off, and one that is killed cannot switch them on again; without that the modem would hear its own answers.
ask_plainly() {
	local child line
	[ -c "$root$1" ] || return 1
	# ash has all these options, dash has not
	# shellcheck disable=SC3045
	(IFS= read -r -s -n 4000 _) <"$root$1" 2>/dev/null &
	child=$!
	sleep 1
	kill -9 "$child" 2>/dev/null
	wait "$child" 2>/dev/null
	{
		printf '%s\r' "$2" >&3
		# shellcheck disable=SC3045
		while IFS= read -r -t 3 line <&3; do
			echo "$line"
			case $line in
			OK* | *ERROR* | *SUPPORT*) break ;;
			esac
		done
	} 3<>"$root$1" 2>/dev/null | tr -d '\r'
}
