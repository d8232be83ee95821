#!/bin/sh
# Keeps wan up where its handler does not: ncm never notices a session that the operator dropped, others give up for good. Made by
# Outpost; in use while uci has outpost.keeper, and gone by itself without it.
#
# Silent for a while: dialled again, later the modem is reset, later the router restarted, at most twice a day. A SIM that asks for
# its PIN, is blocked, missing or denied is left alone: one line in the log, nothing else. Nothing at all while a guard is armed.
#
# Where /etc/outpost-pin holds the PIN of the SIM, wan is not started at boot (auto 0) but from here: first the number of the card and its
# tries are looked at. The PIN goes out only to the card that it was given for, with three tries left, and never again once it was sent
# and the card stayed locked: the note of that is on flash before it goes.
#
# Time is /proc/uptime, never the date. OUTPOST_ROOT and OUTPOST_PROC stand before paths in tests.
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
wan=wan
state=$root/tmp/outpost-keeper
spent=$root/etc/outpost-reboots
pin=$root/etc/outpost-pin
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
		total=0
		while read -r _ bytes _; do total=$((total + bytes)); done
		echo "$total"
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

# The number of the card, from what a modem says.
number() {
	raw=$(grep -o -E '(89|98)[0-9A-Fa-f]{16,20}' | head -n 1 | tr 'a-f' 'A-F')
	case $raw in
	98*) raw=$(echo "$raw" | sed 's/\(.\)\(.\)/\2\1/g') ;;
	esac
	echo "$raw" | sed 's/F*$//'
}

# Whether the card is the one that the PIN was given for.
given() {
	card=$(ask "$asks" | number)
	[ -n "$card" ] || card=$(ask 'AT+CRSM=176,12258,0,0,10' | number)
	[ -n "$card" ] || return 1
	case $(printf '%s %s' "$salt" "$card" | sha256sum) in
	"$sum "*) return 0 ;;
	esac
	return 1
}

# The lowest of all counters that answer; nothing where one of them leaves a doubt.
tries() {
	low=
	while read -r line && read -r rule; do
		said=$(ask "$line")
		case $said in
		*OK* | *'CME ERROR: 3' | *'CME ERROR: 4' | *'CME ERROR: 50' | *'CME ERROR: 100') ;;
		*'CME ERROR: '[0-9]*) return ;;
		*ERROR* | *SUPPORT*) ;;
		*) return ;;
		esac
		left=$(echo "$said" | sed -n "$rule" | sort -n | head -n 1)
		case $left in
		'' | *[!0-9]*) ;;
		*) [ -n "$low" ] && [ "$low" -le "$left" ] || low=$left ;;
		esac
	done
	echo "$low"
}

asked() {
	ask 'AT+CPIN?' | grep -q '^+CPIN: *SIM PIN$'
}

# Sends the PIN, where every rule allows it. Succeeds when the card is open.
unlock() {
	[ -s "$pin" ] || return 1
	[ ! -e "$pin.tried" ] || {
		say "the PIN was sent to the SIM, which stayed locked: it is not sent again"
		return 1
	}
	{
		read -r salt
		read -r sum
		read -r code
		read -r asks
		cat >"$state.tries"
	} <"$pin"
	ask 'ATE0' >/dev/null
	ask 'AT+CMEE=1' >/dev/null
	asked || return 1
	given || {
		say "no PIN is sent: this is not the SIM that it was given for, or it does not tell its number"
		return 1
	}
	low=$(tries <"$state.tries")
	[ "${low:-0}" -ge 3 ] || {
		say "no PIN is sent: ${low:-nobody says how many} tries are left"
		return 1
	}
	asked && given || return 1
	umask 077
	: >"$pin.tried" && sync
	[ -e "$pin.tried" ] || {
		say "no PIN is sent: the flash takes no note of it"
		return 1
	}
	ask "AT+CPIN=\"$code\"" >/dev/null
	code=
	COMMAND=
	waited=0
	until ask 'AT+CPIN?' | grep -q '^+CPIN: *READY$'; do
		waited=$((waited + 1))
		[ "$waited" -le 5 ] || {
			say "the SIM does not take the PIN: it is not sent again"
			return 1
		}
		sleep 2
	done
	rm -f "$pin.tried"
	sync
	logger -t outpost-keeper "the SIM is unlocked"
}

# Starts wan where netifd does not: the PIN comes first.
begin() {
	[ "$(uci -q get "network.$wan.auto")" = 0 ] && [ "$(ifstatus "$wan" | jsonfilter -e '@.autostart')" = false ] || return 0
	case $(ask 'AT+CPIN?') in
	*READY*) ifup "$wan" ;;
	*'SIM PIN'*) unlock && ifup "$wan" ;;
	*) return 1 ;;
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
	for mark in complete restoring restored; do
		[ ! -e "$root/etc/outpost/guard/$mark" ] || return 0
	done
	return 1
}

# One look, and what follows from it. $state keeps: last sign of life, last step's time, steps taken since, bytes heard.
once() {
	up=$(now)
	good=$up
	acted=$up
	step=0
	heard=$(wg show outpost transfer 2>/dev/null | {
		total=0
		while read -r _ bytes _; do total=$((total + bytes)); done
		echo "$total"
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
		case $cause in
		*'SIM PIN') ! unlock || cause= ;;
		esac
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
	rm -f "$root/etc/rc.d/S96outpost-keeper" "$root/etc/init.d/outpost-keeper" "$pin" "$pin.tried" "$spent" "$state" "$state.said" "$state.gcom" "$state.tries" "$root/usr/sbin/outpost-keeper"
	ubus call service delete '{"name":"outpost-keeper"}' >/dev/null 2>&1
	exit 0
}

case ${1:-} in
once)
	armed || begin
	once
	;;
run)
	rm -f "$state" "$state.said"
	while :; do
		[ "$(uci -q get outpost.keeper)" = keeper ] || armed || leave
		armed || begin || sleep 5
		once
		sleep 30
	done
	;;
esac
