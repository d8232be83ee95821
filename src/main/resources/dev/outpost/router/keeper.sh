#!/bin/sh
# Keeps wan up where its handler does not: ncm never notices a session that the operator dropped, others give up for good. Made by
# Outpost; in use while uci has outpost.keeper, and gone by itself without it.
#
# Silent for a while: dialled again, later the modem is reset, later the router restarted, at most twice a day. A SIM that asks for
# its PIN, is blocked, missing or denied is left alone: one line in the log, wan is taken down so that netifd does not dial either, and
# the modem is asked now and then until the SIM is well; then wan is dialled once. Where nobody can be asked, wan is dialled again and
# nothing else is done. Nothing at all while a guard is armed.
#
# Where /etc/outpost-pin holds the PIN of the SIM, wan is not started at boot (auto 0) but from here: first the number of the card and its
# tries are looked at. The PIN goes out only to the card that it was given for, with three tries left, and never again once the card did
# not take it: the note of that is on flash before it goes.
#
# "outpost-keeper sim" prints what the modem says of its SIM, for other scripts. Time is /proc/uptime, never the date. OUTPOST_ROOT and
# OUTPOST_PROC stand before paths in tests.
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
wan=wan
state=$root/tmp/outpost-keeper
held=$state.held
spent=$root/etc/outpost-reboots
pin=$root/etc/outpost-pin
note=$pin.tried
proof=$pin.good
DAY=86400

# ---- the router ------------------------------------------------------------------------------------------------------------------

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

# What wan and the children of its handler say at a path; what wan alone says.
status() {
	local name
	for name in "$wan" "${wan}_4"; do
		ifstatus "$name" 2>/dev/null | jsonfilter -e "$1" 2>/dev/null
	done
}
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

# ---- questions to the modem ------------------------------------------------------------------------------------------------------

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

# A page of the stick's own web server: $1 host, $2 path, then headers. uclient-fetch takes headers on new releases alone; nc takes
# everything, but knows no end.
page() {
	local host=$1 path=$2 child waited=0 header
	shift 2
	if [ $# -eq 0 ]; then
		uclient-fetch -q -T 5 -O - "http://$host$path" 2>/dev/null || wget -q -T 5 -O - "http://$host$path" 2>/dev/null
		return
	fi
	{
		printf 'GET %s HTTP/1.0\r\nHost: %s\r\n' "$path" "$host"
		for header; do printf '%s\r\n' "$header"; done
		printf '\r\n'
	} | nc "$host" 80 >"$state.page" 2>/dev/null &
	child=$!
	while [ "$waited" -lt 8 ] && kill -0 "$child" 2>/dev/null; do
		waited=$((waited + 1))
		sleep 1
	done
	kill "$child" 2>/dev/null
	cat "$state.page" 2>/dev/null
	rm -f "$state.page"
}

# ---- what is wrong with the SIM --------------------------------------------------------------------------------------------------
# Each prints one line: "well" (the SIM is fine and a network has it), "ready" (the SIM is fine), "busy WORDS", "bad WORDS", "silent"
# (whoever should answer does not), "blind" (nobody can be asked). The words are the modem's own.

# Of an answer to AT+CPIN?: whatever is not READY is trouble, a bare ERROR as well (27.007: without +CMEE that is all there is).
of_cpin() {
	local said
	said=$(grep -E '^[+]CPIN:|^[+]CME ERROR|^ERROR$|^COMMAND NOT SUPPORT')
	case $(printf '%s\n' "$said" | grep '^+CPIN:' | tail -n 1) in
	*'NOT READY'*) echo "busy +CPIN: NOT READY" ;;
	*READY*) echo ready ;;
	'')
		case $said in
		'') echo silent ;;
		*'ERROR: 14' | *[Bb]usy*) echo "busy $said" | head -n 1 ;;
		*) echo "bad $said" | head -n 1 ;;
		esac
		;;
	*) printf '%s\n' "$said" | sed -n 's/^[+]CPIN: */bad +CPIN: /p' | tail -n 1 ;;
	esac
}

# What the networks say: for data CEREG and CGREG count (3: denied; 1, 5: registered), CREG where they do not refuse.
of_registration() {
	local said data
	said=$(grep -E '^[+]C[EG]*REG: *[0-9], *[0-9]')
	data=$(printf '%s\n' "$said" | grep -E '^[+]C[EG]REG: *[0-9], *[15]([^0-9]|$)')
	if [ -n "$data" ]; then
		echo well
	elif printf '%s\n' "$said" | grep -q -E 'REG: *[0-9], *3([^0-9]|$)'; then
		printf '%s\n' "$said" | sed -n 's/^\([+]C[EG]*REG: *[0-9], *3\).*/bad \1/p' | head -n 1
	elif printf '%s\n' "$said" | grep -q -E 'REG: *[0-9], *[15]([^0-9]|$)'; then
		echo well
	else
		echo ready
	fi
}

# On an AT port. A handler may talk there at the same time and take the answer: asked up to three times.
by_at() {
	local verdict=silent tries=0
	while [ "$verdict" = silent ] && [ "$tries" -lt 3 ] && [ -e "$root$1" ]; do
		[ "$tries" = 0 ] || sleep 3
		tries=$((tries + 1))
		ask "$1" 'AT+CMEE=1' >/dev/null
		verdict=$(ask "$1" 'AT+CPIN?' | of_cpin)
	done
	[ "$verdict" != ready ] || verdict=$({ ask "$1" 'AT+CREG?'; ask "$1" 'AT+CEREG?'; ask "$1" 'AT+CGREG?'; } | of_registration)
	echo "$verdict"
}

# On a QMI channel. Older firmware knows the first question, newer the second; a missing card is words, not a field.
by_qmi() {
	local said serving bad
	said=$(
		uqmi -s -d "$1" -t 5000 --get-pin-status 2>/dev/null
		uqmi -s -d "$1" -t 5000 --uim-get-sim-state 2>/dev/null
	)
	serving=$(uqmi -s -d "$1" -t 5000 --get-serving-system 2>/dev/null)
	bad=$(printf '%s\n' "$said" | grep -o -E '"(pin1_status|card_state|card_application_state)": *"[a-z0-9_]*"' |
		grep -v -E '"(verified|disabled|unblocked|changed|present|ready|unknown|detected)"$' | head -n 1)
	[ -n "$bad" ] || bad=$(printf '%s\n' "$said" | grep -E '^ *"[^":]*(UIM|SIM|PIN|PUK)[^":]*"$' | head -n 1)
	case "$bad$serving" in
	*registration_denied*) [ -n "$bad" ] || bad=registration_denied ;;
	esac
	if [ -n "$bad" ]; then
		echo "bad $bad"
	elif printf '%s\n' "$serving" | grep -q -E '"registration": *"registered"'; then
		echo well
	elif printf '%s\n' "$said" | grep -q -E '"(verified|disabled|unblocked|changed|ready)"'; then
		echo ready
	elif printf '%s\n' "$said" | grep -q -E '"(unknown|detected)"'; then
		echo "busy $(printf '%s' "$said" | grep -o -E '"card_application_state": *"[a-z_]*"' | head -n 1)"
	else
		echo silent
	fi
}

# On an MBIM channel: the states of MBIM 1.0, 10.5.2 and 10.5.10.
by_mbim() {
	local ready network
	ready=$(umbim -n -d "$1" -t 71 subscriber 2>/dev/null | grep -o -E 'readystate: *[0-9]{4}[a-z -]*' | head -n 1)
	network=$(umbim -n -d "$1" -t 72 registration 2>/dev/null | grep -o -E 'registerstate: *[0-9]{4}[a-z -]*' | head -n 1)
	case "$ready/$network" in
	*'readystate: 000'[2-9]*/*) echo "bad $ready" ;;
	*'registerstate: 0006'*) echo "bad $network" ;;
	*'registerstate: 000'[345]*) echo well ;;
	*'readystate: 0000'*/*) echo "busy $ready" ;;
	*'readystate: 0001'*/*) echo ready ;;
	*) echo silent ;;
	esac
}

# A stick that is a router itself: on a serial port that belongs to it, or by its own web pages. A port that says ERROR to everything is
# no modem.
by_stick() {
	local tty verdict
	for tty in $(ttys); do
		verdict=$(by_at "$tty")
		case $verdict in
		silent) continue ;;
		'bad ERROR' | 'bad COMMAND'*) ask "$tty" 'AT+CGMI' | grep -v -E '^AT|^OK|ERROR|SUPPORT' | grep -q '[A-Za-z]' || continue ;;
		esac
		echo "$verdict"
		return
	done
	by_web
}

# The router of wan's network, which is the stick; the first address of it where nobody says.
stick() {
	local address
	status '@.route[@.target="0.0.0.0"].nexthop' | grep -v '^0[.]0[.]0[.]0$' | head -n 1 | grep . && return 0
	address=$(status '@["ipv4-address"][0].address' | head -n 1)
	[ -z "$address" ] || echo "${address%.*}.1"
}

by_web() {
	local host verdict
	host=$(stick)
	[ -n "$host" ] || {
		echo blind
		return
	}
	verdict=$(by_hilink "$host")
	[ -n "$verdict" ] || verdict=$(by_goform "$host")
	echo "${verdict:-blind}"
}

# A page of HiLink, with a session where it wants one.
hilink() {
	local said session
	said=$(page "$1" "$2")
	case $said in
	*'<error>'* | '')
		session=$(page "$1" /api/webserver/SesTokInfo)
		case $session in
		*'<SesInfo>'*)
			said=$(page "$1" "$2" "Cookie: $(echo "$session" | sed -n 's/.*<SesInfo>\(.*\)<\/SesInfo>.*/\1/p')" \
				"__RequestVerificationToken: $(echo "$session" | sed -n 's/.*<TokInfo>\(.*\)<\/TokInfo>.*/\1/p')")
			;;
		esac
		;;
	esac
	printf '%s\n' "$said"
}

# Huawei: SimState 255 none, 256 failed, 257 ready, 258 no PIN, 259 PIN entered, 260 PIN, 261 PUK; SimStatus 1 valid; ConnectionStatus 7,
# 11, 14, 37 refused by the network, 901 connected (its own web pages' words, from memory).
by_hilink() {
	local lock card link
	lock=$(hilink "$1" /api/pin/status | sed -n 's/.*<SimState>\([0-9]*\)<.*/\1/p')
	card=$(hilink "$1" /api/monitoring/status)
	link=$(echo "$card" | sed -n 's/.*<ConnectionStatus>\([0-9]*\)<.*/\1/p')
	card=$(echo "$card" | sed -n 's/.*<SimStatus>\([0-9]*\)<.*/\1/p')
	case "$lock/$card/$link" in
	//*) ;;
	257/* | 258/* | 259/* | /1/*)
		case $link in
		7 | 11 | 14 | 37) echo "bad ConnectionStatus $link" ;;
		901) echo well ;;
		*) echo ready ;;
		esac
		;;
	/*) echo "bad SimStatus $card" ;;
	*) echo "bad SimState $lock" ;;
	esac
}

# ZTE: the words of its modem_main_state (from memory).
by_goform() {
	local path='/goform/goform_get_cmd_process?isTest=false&multi_data=1&cmd=modem_main_state,ppp_status' said word
	said=$(page "$1" "$path")
	case $said in
	*'"modem_main_state":"'[a-z]*) ;;
	*) said=$(page "$1" "$path" "Referer: http://$1/index.html") ;;
	esac
	word=$(echo "$said" | sed -n 's/.*"modem_main_state": *"\([a-z_]*\)".*/\1/p')
	case $word in
	'') ;;
	modem_init_complete) echo ready ;;
	*wait* | *sim* | *destroy*) echo "bad $word" ;;
	*) echo "busy $word" ;;
	esac
}

# The modem's own word.
by_modem() {
	case $(proto) in
	ncm | 3g | directip) by_at "$(node)" ;;
	qmi) by_qmi "$(node)" ;;
	mbim) by_mbim "$(node)" ;;
	*) by_stick ;;
	esac
}

# What netifd shows of its handler's complaint.
complaint() {
	status '@.errors[*].code' | grep -E '^(PIN_|PUK_|SIM_|NO_SUBSCRIBER)' | head -n 1
}

sim() {
	local code
	code=$(complaint)
	if [ -n "$code" ]; then
		echo "bad $code"
	else
		by_modem
	fi
}

# ---- the PIN ---------------------------------------------------------------------------------------------------------------------

# The number of the card, from what a modem says.
number() {
	local raw
	raw=$(grep -o -E '(89|98)[0-9A-Fa-f]{16,20}' | head -n 1 | tr 'a-f' 'A-F')
	case $raw in
	98*) raw=$(echo "$raw" | sed 's/\(.\)\(.\)/\2\1/g') ;;
	esac
	echo "$raw" | sed 's/F*$//'
}

# Hash of a card's number ($2) with a salt ($1), of the text doubled $3 times. A process for each round would take minutes here, so one
# process gets a text as long as so many rounds: at 14 doublings 0.9 MB, 14,000 compressions, a tenth of a second at 580 MHz.
digest() {
	local text="$1 $2" left=${3:-0} sum
	while [ "$left" -gt 0 ]; do
		text=$text$text
		left=$((left - 1))
	done
	sum=$(printf '%s' "$text" | sha256sum)
	echo "${sum%% *}"
}

# Whether the card at port $1, which tells its number when asked $2, is the one whose number has salt $3, hash $4 and doublings $5.
given() {
	local card
	card=$(ask "$1" "$2" | number)
	[ -n "$card" ] || card=$(ask "$1" 'AT+CRSM=176,12258,0,0,10' | number)
	[ -n "$card" ] && [ "$(digest "$3" "$card" "$5")" = "$4" ]
}

# The lowest of all counters that answer on port $1; nothing where one of them leaves a doubt. Questions and rules come in pairs.
tries() {
	local low='' line rule said left
	while read -r line && read -r rule; do
		said=$(ask "$1" "$line" </dev/null)
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

boot() {
	cat "$proc/sys/kernel/random/boot_id" 2>/dev/null || echo unknown
}

# The note is whole on flash, or this fails.
noted() {
	echo "$1" >"$note.new" && sync && mv "$note.new" "$note" && sync
	[ "$(cat "$note" 2>/dev/null)" = "$1" ]
}

# Why the PIN may not go out although the card shows $1 tries; nothing where it may. The note says "wrong", or how many tries there were
# before it went, how often it went since it last opened the card, and in which start of the router that was seen to open nothing. A wrong
# PIN costs a try: where none is missing, it was right, or the power went before it was sent. A counter that stands still would say the
# same of a wrong one: a PIN that never opened the card goes out twice at most, and any other a third time only once the power is steady.
kept_back() {
	local before='' sends='' where=''
	[ -e "$note" ] || [ -L "$note" ] || return 0
	read -r before sends where 2>/dev/null <"$note"
	case $before/$sends in
	*[!0-9/]* | /* | */)
		echo "the PIN was sent to the SIM, which stayed locked: it is not sent again"
		return
		;;
	esac
	if [ "$1" -lt "$before" ]; then
		noted wrong
		echo "the PIN was sent to the SIM and cost a try: it is not sent again"
	elif [ -n "$where" ] && { [ "$where" = unknown ] || [ "$where" = "$(boot)" ]; }; then
		echo "the PIN was sent to the SIM, which does not open: it is not sent again before the next start"
	elif [ "$sends" -lt 2 ]; then
		return
	elif [ ! -e "$proof" ]; then
		echo "the PIN was sent to the SIM twice and nobody saw it open: it is not sent again"
	elif [ "$(now)" -lt 180 ]; then
		echo "the PIN was sent $sends times while the power went: it is sent again when the router has run for three minutes"
	fi
}

# How often the PIN went out since it last opened the card.
sends() {
	local before sends=''
	[ ! -e "$note" ] || read -r before sends _ <"$note"
	echo "${sends:-0}"
}

# Sends the PIN, where every rule allows it. Succeeds when the card is open; 2: there is no PIN; else it is said why not.
unlock() {
	local tty salt sum doublings code asks low why answer waited=0
	[ -s "$pin" ] || return 2
	tty=$(node)
	{
		read -r salt
		read -r sum doublings
		read -r code
		read -r asks
		cat >"$state.tries"
	} <"$pin"
	ask "$tty" 'ATE0' >/dev/null
	ask "$tty" 'AT+CMEE=1' >/dev/null
	asked "$tty" || return 2
	given "$tty" "$asks" "$salt" "$sum" "$doublings" || {
		say "no PIN is sent: this is not the SIM that it was given for, or it does not tell its number"
		return 1
	}
	low=$(tries "$tty" <"$state.tries")
	[ "${low:-0}" -ge 3 ] || {
		say "no PIN is sent: ${low:-nobody says how many} tries are left"
		return 1
	}
	why=$(kept_back "$low")
	[ -z "$why" ] || {
		say "$why"
		return 1
	}
	asked "$tty" && given "$tty" "$asks" "$salt" "$sum" "$doublings" || return 2
	umask 077
	noted "$low $(($(sends) + 1))" || {
		say "no PIN is sent: the flash takes no note of it"
		return 1
	}
	answer=$(ask "$tty" "AT+CPIN=\"$code\"")
	code=
	until ask "$tty" 'AT+CPIN?' | grep -q '^+CPIN: *READY'; do
		waited=$((waited + 1))
		[ "$waited" -le 5 ] || {
			refused "$answer" "$low" "$(tries "$tty" <"$state.tries")"
			return 1
		}
		sleep 2
	done
	: >"$proof" && sync
	rm -f "$note"
	sync
	logger -t outpost-keeper "the SIM is unlocked"
}

asked() {
	ask "$1" 'AT+CPIN?' | grep -q '^+CPIN: *SIM PIN$'
}

# The card did not open. $1 the answer to the PIN, $2 the tries before, $3 now: wrong where one of them says so, else nobody knows.
refused() {
	case $1 in
	*ERROR*) noted wrong ;;
	*) if [ "${3:-$2}" -lt "$2" ]; then noted wrong; else noted "$2 $(sends) $(boot)"; fi ;;
	esac
	say "the SIM does not take the PIN: it is not sent again"
}

# ---- leaving a SIM alone ---------------------------------------------------------------------------------------------------------

# Leaves the SIM alone: says why, once, and takes wan down where netifd would dial again. $held keeps when the modem is asked next, the
# pause before that, whose word it is (modem, handler), and the words. The pause outlives a dial that did not help.
hold() {
	local pause
	pause=$(cat "$state.pause" 2>/dev/null)
	[ -n "$3" ] || say "$wan is down because of the SIM ($2): nothing is done until it is well"
	! dials || [ "$(of_wan '@.up')" = true ] || [ "$(of_wan '@.autostart')" != true ] || ifdown "$wan"
	pause=$((${pause:-15} * 2))
	[ "$pause" -le 1800 ] || pause=1800
	echo "$pause" >"$state.pause"
	echo "$(($(now) + pause)) $1 $2" >"$held"
}

# netifd dials; a stick on DHCP does that by itself.
dials() {
	[ "$(proto)" != dhcp ]
}

# Looks again at a SIM that is left alone. It is dialled with once when its own modem calls it well: one that was refused has to be
# registered. A handler's complaint that no modem shares is not overruled.
look_again() {
	local next whose words verdict
	read -r next whose words <"$held"
	[ "$(now)" -ge "$next" ] || return 0
	verdict=$(by_modem)
	case $verdict/$whose in
	'bad +CPIN: SIM PIN/'*)
		if unlock; then
			well_again
		else
			hold modem "+CPIN: SIM PIN" quietly
		fi
		;;
	bad*/* | busy*/*) hold modem "${verdict#* }" quietly ;;
	ready/modem)
		case $words in
		*REG:* | *denied* | *registerstate* | *ConnectionStatus*) hold "$whose" "$words" quietly ;;
		*) well_again ;;
		esac
		;;
	well/modem) well_again ;;
	*) hold "$whose" "$words" quietly ;;
	esac
}

well_again() {
	rm -f "$held" "$state.said"
	logger -t outpost-keeper "the SIM is well again: dialling"
	ifup "$wan"
}

# netifd's handler has failed: before it dials a second time the modem is asked, while nobody else talks to it.
look_at_once() {
	local code verdict
	code=$(complaint)
	ifdown "$wan"
	sleep 2
	verdict=$(by_modem)
	case $verdict in
	bad* | busy*) left_alone "$verdict" modem || ifup "$wan" ;;
	*)
		if [ -n "$code" ]; then
			hold handler "$code" ''
		else
			ifup "$wan"
		fi
		;;
	esac
}

# The SIM of verdict $1 is left alone, unless its PIN may be sent and opens it. $2: whose word that is.
left_alone() {
	local opened=2
	case $1 in
	*'+CPIN: SIM PIN')
		unlock
		opened=$?
		;;
	esac
	case $opened in
	0) return 1 ;;
	1) hold "$2" "${1#* }" quietly ;;
	*) hold "$2" "${1#* }" '' ;;
	esac
}

# Starts wan where netifd does not: the PIN comes first.
begin() {
	local verdict
	[ "$(uci -q get "network.$wan.auto")" = 0 ] && [ "$(of_wan '@.autostart')" = false ] && [ ! -s "$held" ] || return 0
	verdict=$(by_modem)
	case $verdict in
	ready | well) ifup "$wan" ;;
	bad*) left_alone "$verdict" modem || ifup "$wan" ;;
	*) return 1 ;;
	esac
}

# ---- healing ---------------------------------------------------------------------------------------------------------------------

redial() {
	ifdown "$wan"
	sleep 2
	ifup "$wan"
}

# The node or network device of wan is there.
there() {
	local name
	name=$(node)
	[ -z "$name" ] || [ -e "$root$name" ] || [ -e "$root/sys/class/net/$name" ]
}

# The modem: by its own command the first time, by its USB port the next.
reset() {
	local port waited=0
	ifdown "$wan"
	if [ "$1" != 3 ] || ! ask "$(node)" 'AT+CFUN=1,1' | grep -q OK; then
		port=$(usb) && [ -e "$port/authorized" ] && echo 0 >"$port/authorized" && sleep 3 && echo 1 >"$port/authorized"
	fi
	sleep 5
	until there || [ "$waited" -ge 30 ]; do
		waited=$((waited + 1))
		sleep 2
	done
	ifup "$wan"
}

# The tunnel's packets fit into wan's own: WireGuard adds 60 bytes over IPv4 and 80 over IPv6, and IPv6 asks for 1280.
fit() {
	local device link='' own=60 fits now tunnel=$root/sys/class/net/outpost/mtu
	device=$(of_wan '@.l3_device')
	[ -n "$device" ] && [ -w "$tunnel" ] && { read -r link <"$root/sys/class/net/$device/mtu"; } 2>/dev/null || return 0
	case $(wg show outpost endpoints 2>/dev/null) in
	*'['*) own=80 ;;
	esac
	fits=$((link - own))
	[ "$fits" -le 1420 ] || fits=1420
	[ "$fits" -ge 1280 ] || fits=1280
	read -r now <"$tunnel"
	[ "$fits" = "$now" ] || echo "$fits" >"$tunnel"
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

# $1: silent for so long (s).
restart() {
	local count
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
	logger -t outpost-keeper "nothing heard through $wan for $1 s: restarting the router (number $count)"
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

# Step $1 after $2 s of silence, where the SIM is no reason to wait.
act() {
	case $1 in
	3 | 4)
		logger -t outpost-keeper "nothing heard through $wan for $2 s: resetting the modem"
		reset "$1"
		;;
	5) restart "$2" ;;
	*)
		logger -t outpost-keeper "nothing heard through $wan for $2 s: dialling again"
		redial
		;;
	esac
}

# Step $1 after $2 s of silence. Fails where the SIM is left alone instead.
heal() {
	local verdict
	verdict=$(sim)
	if [ "$verdict" = silent ] && [ "$(of_wan '@.up')" != true ] && [ "$(of_wan '@.autostart')" = true ]; then
		# its handler may have taken the answers
		ifdown "$wan"
		sleep 2
		verdict=$(by_modem)
	fi
	case $verdict in
	bad* | busy*)
		if [ -n "$(complaint)" ]; then
			left_alone "$verdict" handler && return 1
		else
			left_alone "$verdict" modem && return 1
		fi
		;;
	esac
	[ "$(uci -q get "network.$wan.disabled")" != 1 ] || return 1
	if [ "$verdict" = blind ]; then
		say "nothing heard through $wan: it is dialled again now and then, and nothing else, since nobody tells how the SIM is"
		redial
	else
		act "$1" "$2"
	fi
}

# One look, and what follows from it. $state keeps: last sign of life, last step's time, steps taken since, bytes heard, and when a
# handler that fails is asked about next.
once() {
	local up good acted step before bytes quick
	up=$(now)
	good=$up
	acted=$up
	step=0
	quick=0
	bytes=$(heard)
	before=$bytes
	[ ! -s "$state" ] || read -r good acted step before quick <"$state"
	if armed; then
		rm -f "$state" "$held"
		return
	fi
	fit
	if alive "$before" "$bytes"; then
		good=$up
		acted=$up
		step=0
		quick=0
		rm -f "$state.said" "$state.pause" "$held"
	fi
	[ "$up" -lt "$DAY" ] || [ ! -e "$spent" ] || rm -f "$spent"
	if [ "$up" -ge "${quick:-0}" ] && failing && dials; then
		look_at_once
		quick=$(($(now) + 120))
	elif [ -s "$held" ]; then
		look_again
		acted=$(now)
	elif [ $((up - acted)) -ge "$(patience "$step")" ]; then
		! heal "$step" $((up - good)) || step=$((step + 1))
		acted=$(now)
	fi
	echo "$good $acted $step $bytes ${quick:-0}" >"$state"
}

# Half a minute; less where netifd's handler fails meanwhile.
rest() {
	local waited=0
	[ "$(of_wan '@.up')" != true ] || waited=27
	[ "$waited" = 0 ] || sleep "$waited"
	while [ "$waited" -lt 30 ]; do
		sleep 3
		waited=$((waited + 3))
		! { failing && due; } || return 0
	done
}

# A handler that fails may be asked about.
due() {
	local quick=0
	[ ! -s "$state" ] || read -r _ _ _ _ quick <"$state"
	[ "$(now)" -ge "${quick:-0}" ]
}

# Nobody wants it any more: the configuration that did was put back.
leave() {
	rm -f "$root"/etc/rc.d/S[0-9][0-9]outpost-keeper "$root/etc/init.d/outpost-keeper" "$root/usr/sbin/outpost-keeper"
	rm -f "$pin" "$note" "$note.new" "$proof" "$spent" "$state" "$held"
	rm -f "$state.said" "$state.gcom" "$state.tries" "$state.pause" "$state.page"
	ubus call service delete '{"name":"outpost-keeper"}' >/dev/null 2>&1
	exit 0
}

case ${1:-} in
once)
	armed || begin
	once
	;;
sim)
	by_modem
	;;
run)
	rm -f "$state" "$state.said" "$state.pause" "$held"
	while :; do
		[ "$(uci -q get outpost.keeper)" = keeper ] || armed || leave
		armed || begin || sleep 5
		once
		rest
	done
	;;
esac
