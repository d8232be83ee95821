# A part of outpost-keeper, which keeper.sh tells of: what is wrong with the SIM.

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
