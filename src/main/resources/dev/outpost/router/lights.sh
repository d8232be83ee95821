#!/bin/sh
# What /outpost.html shows to whoever stands on the router's LAN: name, colour and words of line, tunnel and cameras, one a line. Asks what the router
# knows and knocks at the cameras' ports; only when each answered last is kept, in RAM. Tells no secret. Made by Outpost; the cameras are uci's
# outpost.lights.camera: name, address and port of each. OUTPOST_ROOT and OUTPOST_PROC stand before paths in tests.
exec 2>/dev/null
tmp=${OUTPOST_ROOT:-}/tmp/outpost
read -r up _ <"${OUTPOST_PROC:-/proc}/uptime"
up=${up%%.*}

# $1 seconds, in words.
age() {
	for unit in 86400:days 3600:h 60:min 1:s; do
		[ "$1" -lt $((${unit%:*} * 2)) ] || break
	done
	echo "$(($1 / ${unit%:*})) ${unit#*:}"
}

# A keeper, where there is one, looks twice a minute whether anything is heard.
line() {
	since=$(ifstatus wan | jsonfilter -e @.uptime)
	words="red down"
	[ -z "$since" ] || words="green up for $(age "$since")"
	read -r heard _ <"$tmp-keeper" || heard=$up
	heard=$((up - heard))
	if [ $heard -ge 90 ]; then
		[ -z "$since" ] || words="amber up"
		words="$words, silent for $(age $heard)"
	fi
	echo "line $words"
}

# A relay is heard every two minutes; where the router is the viewers' own end, they are heard when they come.
tunnel() {
	last=$(wg show outpost latest-handshakes | cut -f 2 | sort -n | tail -n 1)
	past=$(($(date +%s) - last))
	words="last handshake $(age $past) ago"
	[ "$last" != 0 ] || words="no handshake yet"
	colour=red
	[ $past -gt 900 ] || colour=amber
	[ $past -gt 180 ] && uci -q get network.outpost_relay >/dev/null || colour=green
	[ "$last" ] || colour=red words="is not there"
	echo "tunnel $colour $words"
}

# nc has no options here and tries for minutes; netstat tells a connection that stands from one that is being tried.
camera() {
	nc "$2" "$3" </dev/null >/dev/null &
	sleep 2
	open=$(netstat -tn | grep -E " $2:$3 +(EST|FIN|CLOSE_)")
	kill $!
	words="green answers on port $3"
	if wait $! || [ "$open" ]; then
		echo "$up" >"$tmp-light.$1"
	else
		words="red does not answer"
		! ping -c 1 -W 1 "$2" >/dev/null || words="amber is there, port $3 is shut"
		! read -r last <"$tmp-light.$1" || words="$words, did $(age $((up - last))) ago"
	fi
	echo "$1 $words"
}

printf 'Content-Type: text/plain\n\n'
line
tunnel
cameras=$(uci -q get outpost.lights.camera)
set -- $cameras
while [ "$3" ]; do
	camera "$1" "$2" "$3" &
	shift 3
done | sort
