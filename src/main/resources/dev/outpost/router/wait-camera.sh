# Waits at most SECONDS_TO_WAIT for the camera at ADDRESS to answer on one of PORTS, seen from the router. Tells link from silence.
waited=0
while :; do
	for port in $PORTS; do
		if nc -w 2 "$ADDRESS" "$port" </dev/null >/dev/null 2>&1; then
			echo "open $port"
			ip neigh show | grep -F "$ADDRESS " | sed 's/^/neighbour /'
			exit 0
		fi
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
