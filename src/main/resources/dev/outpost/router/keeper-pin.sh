# A part of outpost-keeper, which keeper.sh tells of: the PIN, and how a SIM in trouble is left alone.

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
