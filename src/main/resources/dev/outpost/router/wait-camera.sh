# Waits at most SECONDS_TO_WAIT for a camera at the first of ADDRESSES that answers on one of PORTS, seen from the router. Tells link from silence.
open=/tmp/outpost-open.$$
# Whether a port answers within two seconds. nc has no options here and waits for minutes; netstat tells a connection that stands
# from one that is being tried.
answers() {
	nc "$ADDRESS" "$1" </dev/null >/dev/null 2>&1 &
	call=$!
	(
		sleep 2
		netstat -tn | grep -F " $ADDRESS:$1 " | grep -q -E 'ESTABLISHED|FIN_WAIT|CLOSE_WAIT' && : >"$open"
		kill "$call"
	) </dev/null >/dev/null 2>&1 &
	limit=$!
	wait "$call"
	status=$?
	kill "$limit" 2>/dev/null
	[ ! -e "$open" ] || status=0
	rm -f "$open"
	return "$status"
}
waited=0
while :; do
	for ADDRESS in $ADDRESSES; do
		for port in $PORTS; do
			if answers "$port"; then
				# it came just now, perhaps between two ports: the first of them is asked once more
				[ "$port" = "${PORTS%% *}" ] || ! answers "${PORTS%% *}" || port=${PORTS%% *}
				echo "open $port"
				echo "at $ADDRESS"
				ip neigh show | grep -F "$ADDRESS " | sed 's/^/neighbour /'
				exit 0
			fi
		done
	done
	[ "$waited" -lt "$SECONDS_TO_WAIT" ] || break
	sleep 1
	waited=$((waited + 1))
done
ping -c 1 -W 1 "$ADDRESS" >/dev/null 2>&1 && echo "ping"
ip neigh show | grep -F "$ADDRESS " | sed 's/^/neighbour /'
for port in /sys/class/net/eth0*/carrier; do
	[ ! -r "$port" ] || echo "carrier $(cat "$port" 2>/dev/null)"
done
exit 0
