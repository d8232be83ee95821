#!/bin/sh
# Keeps wan up where its handler does not: ncm never notices a session that the operator dropped, others give up for good. Made by
# Outpost; in use while uci has outpost.keeper, and gone by itself without it.
#
# Silent for a while: dialled again, later the modem is reset, later the router restarted, at most twice a day. A SIM that asks for
# its PIN, is blocked, missing or denied is left alone: one line in the log, nothing else. Nothing at all while a guard is armed.
# Time is /proc/uptime, never the date. OUTPOST_ROOT and OUTPOST_PROC stand before paths in tests.
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
wan=wan
state=$root/tmp/outpost-keeper
spent=$root/etc/outpost-reboots
DAY=86400

now() {
	read -r up rest <"$proc/uptime"
	echo "${up%%.*}"
}

# One line in the log for each new thing to say.
say() {
	[ "$1" != "$(cat "$state.said" 2>/dev/null)" ] || return 0
	echo "$1" >"$state.said"
	logger -t outpost-keeper "$1"
}

# What wan and the children of its handler say at a path.
status() {
	for name in "$wan" "${wan}_4"; do
		ifstatus "$name" 2>/dev/null | jsonfilter -e "$1" 2>/dev/null
	done
}

# Somebody outside was heard: through the tunnel since the last look, or now.
alive() {
	[ -n "$(status '@["ipv4-address"][*].address')" ] || return 1
	before=$heard
	heard=$(wg show outpost transfer 2>/dev/null | {
		sum=0
		while read -r _ bytes _; do sum=$((sum + bytes)); done
		echo "$sum"
	})
	[ "$before" = "$heard" ] || [ "$before" = - ] || return 0
	for host in $(uci -q get outpost.keeper.ping) $(status '@["dns-server"][*]'); do
		! ping -c 1 -W 3 "$host" >/dev/null 2>&1 || return 0
	done
	return 1
}

# The modem's node as wan has it: by name, or by the place of its device on the bus.
node() {
	node=$(uci -q get "network.$wan.device")
	[ -z "$node" ] || return 0
	for file in "$root$(uci -q get "network.$wan.devpath")"/*/usbmisc/cdc-wdm*; do
		[ ! -e "$file" ] || node=/dev/${file##*/}
	done
}

# What the modem answers to the line $1 on the port that wan dials through. The text of the script is ours: those of comgt ask others.
ask() {
	node
	[ -n "$node" ] && [ -e "$root$node" ] || return 1
	export COMMAND="$1"
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
	gcom -d "$root$node" -s "$state.gcom" 2>/dev/null | tr -d '\r'
}

# What is wrong with the SIM, as far as netifd or the modem says so; nothing where it is fine or nobody knows.
trouble() {
	status '@.errors[*].code' | grep -E '^(PIN_|PUK_|SIM_|NO_SUBSCRIBER)' | head -n 1
	node
	case $(uci -q get "network.$wan.proto") in
	ncm | 3g)
		ask 'AT+CPIN?' | grep -E '^[+]CPIN:|CME ERROR: *([5-7]|1[0-8])$|CME ERROR:.*SIM' | grep -v 'READY' | head -n 1
		stat=$({ ask 'AT+CEREG?'; ask 'AT+CREG?'; } | sed -n 's/^[+]CE*REG: *[0-9], *\([0-9]\).*/\1/p')
		case $stat in
		*[15]*) ;;
		*3*) echo "the network denies it" ;;
		esac
		;;
	qmi)
		uqmi -s -d "$node" -t 5000 --get-pin-status 2>/dev/null | grep -E '"pin1_status": *"(not_verified|blocked|permanently_blocked|not_initialized)"'
		uqmi -s -d "$node" -t 5000 --get-serving-system 2>/dev/null | grep -E 'registration_denied'
		;;
	mbim)
		umbim -n -d "$node" -t 71 subscriber 2>/dev/null | grep -E 'readystate: *000[2-6]'
		umbim -n -d "$node" -t 72 registration 2>/dev/null | grep -E 'registerstate: *0006'
		;;
	esac
}

redial() {
	logger -t outpost-keeper "nothing heard through $wan for $silent s: dialling again"
	ifdown "$wan"
	sleep 2
	ifup "$wan"
}

# The folder of the USB device behind the modem's node.
usb() {
	node
	for class in tty usbmisc; do
		at=$(readlink -f "$root/sys/class/$class/${node##*/}/device" 2>/dev/null)
		while [ -n "$at" ]; do
			[ -e "$at/authorized" ] && [ -e "$at/idVendor" ] && echo "$at" && return 0
			at=${at%/*}
		done
	done
	return 1
}

# By its own command the first time, by its USB port the next.
reset() {
	logger -t outpost-keeper "nothing heard through $wan for $silent s: resetting the modem"
	ifdown "$wan"
	if [ "$step" != 3 ] || ! ask 'AT+CFUN=1,1' | grep -q OK; then
		port=$(usb) && echo 0 >"$port/authorized" && sleep 3 && echo 1 >"$port/authorized"
	fi
	node
	sleep 5
	tries=0
	until [ -e "$root$node" ] || [ "$tries" -ge 30 ]; do
		tries=$((tries + 1))
		sleep 2
	done
	ifup "$wan"
}

# How often the router was restarted since it last ran for a day: in a file on flash, since no clock can be trusted.
restarts() {
	[ -e "$spent" ] || {
		echo 0
		return
	}
	case $(cat "$spent") in
	0) echo 0 ;;
	1) echo 1 ;;
	*) echo 2 ;;
	esac
}

restart() {
	count=$(restarts)
	[ "$count" -lt 2 ] || {
		say "nothing heard through $wan: not restarting, this router was restarted twice and has not run for a day since"
		return
	}
	count=$((count + 1))
	echo "$count" >"$spent.new" && sync && mv "$spent.new" "$spent" && sync
	[ "$(restarts)" = "$count" ] || {
		say "nothing heard through $wan: not restarting, the flash takes no note of it"
		return
	}
	logger -t outpost-keeper "nothing heard through $wan for $silent s: restarting the router (number $count)"
	reboot
}

# How long to be patient before step $1 (s since the last sign of life, or the last step).
patience() {
	case $1 in
	0 | 1) echo 180 ;;
	2 | 3) echo 300 ;;
	4) echo 600 ;;
	5) echo 900 ;;
	*) echo 3600 ;;
	esac
}

act() {
	case $step in
	3 | 4) reset ;;
	5) restart ;;
	*) redial ;;
	esac
}

armed() {
	[ -e "$root/etc/outpost/guard/complete" ]
}

# One look, and what follows from it. $state keeps: last sign of life, last step's time, steps taken since, bytes heard.
once() {
	up=$(now)
	good=$up
	acted=$up
	step=0
	heard=$(wg show outpost transfer 2>/dev/null | {
		sum=0
		while read -r _ bytes _; do sum=$((sum + bytes)); done
		echo "$sum"
	})
	[ ! -s "$state" ] || read -r good acted step heard <"$state"
	if armed; then
		rm -f "$state"
		return
	fi
	if alive; then
		good=$up
		acted=$up
		step=0
		rm -f "$state.said"
	fi
	[ "$up" -lt "$DAY" ] || [ ! -e "$spent" ] || rm -f "$spent"
	silent=$((up - good))
	if [ $((up - acted)) -ge "$(patience "$step")" ] && ! armed; then
		cause=$(trouble | head -n 1)
		if [ -n "$cause" ]; then
			say "$wan is down because of the SIM ($cause): nothing is done"
		elif [ "$(uci -q get "network.$wan.disabled")" != 1 ]; then
			act
			step=$((step + 1))
		fi
		acted=$(now)
	fi
	echo "$good $acted $step $heard" >"$state"
}

# Nobody wants it any more: the configuration that did was put back.
leave() {
	rm -f "$root/etc/rc.d/S96outpost-keeper" "$root/etc/init.d/outpost-keeper" "$spent" "$state" "$state.said" "$state.gcom" "$root/usr/sbin/outpost-keeper"
	ubus call service delete '{"name":"outpost-keeper"}' >/dev/null 2>&1
	exit 0
}

case ${1:-} in
once) once ;;
run)
	rm -f "$state" "$state.said"
	while :; do
		[ "$(uci -q get outpost.keeper)" = keeper ] || armed || leave
		once
		sleep 30
	done
	;;
esac
