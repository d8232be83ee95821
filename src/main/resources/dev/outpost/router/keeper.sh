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
# What helped is remembered, and is tried first the next time: keeper-memory.sh.
#
# "outpost-keeper sim" prints what the modem says of its SIM, for other scripts. Time is /proc/uptime, never the date. OUTPOST_ROOT and
# OUTPOST_PROC stand before paths in tests.
# This is the last of its parts; on the router they are one file.

redial() {
	ifdown "$wan"
	sleep 2
	ifup "$wan"
}

# A stick that is a router itself is asked for its lease again before anything is taken down.
renew() {
	ubus call "network.interface.$wan" renew >/dev/null 2>&1
}

# The node or network device of wan is there.
there() {
	local name
	name=$(node)
	[ -z "$name" ] || [ -e "$root$name" ] || [ -e "$root/sys/class/net/$name" ]
}

# The port that takes the modem's command: of the interface that its kind is known by, else what wan itself dials by.
command_port() {
	local file at
	at=$(uci -q get outpost.keeper.at)
	for file in "$(usb)"/*."${at:-none}"/ttyUSB* "$(usb)"/*."${at:-none}"/tty/ttyACM*; do
		[ ! -e "$file" ] || {
			echo "/dev/${file##*/}"
			return
		}
	done
	node
}

# The command by which a modem of its kind restarts.
restarting() {
	local line
	line=$(uci -q get outpost.keeper.reset)
	case $line in
	*[!A-Z0-9=,^!+]* | AT) ;;
	AT*)
		echo "$line"
		return
		;;
	esac
	echo 'AT+CFUN=1,1'
}

# The modem: by its own command ($1 3), or by its USB port.
reset() {
	local port waited=0
	ifdown "$wan"
	if [ "$1" != 3 ] || ! ask "$(command_port)" "$(restarting)" | grep -q OK; then
		power || { port=$(usb) && [ -e "$port/authorized" ] && echo 0 >"$port/authorized" && sleep 3 && echo 1 >"$port/authorized"; }
	fi
	sleep 5
	until there || [ "$waited" -ge 30 ]; do
		waited=$((waited + 1))
		sleep 2
	done
	ifup "$wan"
}

# Takes the power from the USB socket for a moment, where the board has one switch for that and it is on.
power() {
	local switch found=
	for switch in "$root"/sys/class/gpio/*usb*/value; do
		[ -w "$switch" ] && [ -z "$found" ] || return 1
		found=$switch
	done
	[ "$(cat "$found")" = 1 ] || return 1
	echo 0 >"$found"
	sleep 5
	echo 1 >"$found"
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
	before_reboot "$1"
	reboot
}

# How long to be patient before step $1 (s since the last sign of life, or the last step). What helped the last time may come at once, but for a
# restart of the router: it comes when a modem would have been reset.
patience() {
	local rung
	rung=$(rung "$1")
	if [ "$1" = 0 ]; then
		[ "$rung" = 5 ] && echo 600 || echo 180
		return
	fi
	case $rung in
	0 | 1) echo 180 ;;
	2 | 3) echo 300 ;;
	4) echo 600 ;;
	5) echo 900 ;;
	*) echo 3600 ;;
	esac
}

# Step $1 after $2 s of silence, where the SIM is no reason to wait.
act() {
	local rung
	rung=$(rung "$1")
	tries_rung "$rung"
	case $rung in
	3 | 4)
		logger -t outpost-keeper "nothing heard through $wan for $2 s: resetting the modem"
		reset "$rung"
		;;
	5) restart "$2" ;;
	0)
		logger -t outpost-keeper "nothing heard through $wan for $2 s: dialling again"
		if dials; then redial; else renew; fi
		;;
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
		tries_rung 1
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
	fit 1420
	if alive "$before" "$bytes"; then
		remember "$((up - good))"
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
	rm -f "$pin" "$note" "$note.new" "$proof" "$spent" "$state" "$held" "$memory" "$memory.new" "$state.tried" "$state.history"
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
	rm -f "$state" "$state.said" "$state.pause" "$state.tried" "$held"
	while :; do
		[ "$(uci -q get outpost.keeper)" = keeper ] || armed || leave
		armed || begin || sleep 5
		once
		rest
	done
	;;
esac
