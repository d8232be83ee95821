# Switches the power of the port that feeds the camera at ADDRESS off and on again, where this board feeds it (realtek-poe on ubus). Prints what it
# did: "cycled PORT"; or why it did not: "none ...". Lasts as long as the camera is without power; nothing is written.
info=$(ubus call poe info 2>/dev/null)
[ -n "$info" ] || {
	echo "none this router feeds nobody"
	exit 0
}
mac=$(ip neigh show | grep -F "$ADDRESS " | sed -n 's/.* lladdr \([0-9a-fA-F:]*\).*/\1/p' | head -n 1)
port=
[ -z "$mac" ] || port=$(bridge fdb show 2>/dev/null | grep -i "^$mac " | sed -n 's/.* dev \([^ ]*\).*/\1/p' | grep -v '^br-' | head -n 1)
[ -n "$port" ] || {
	echo "none the router does not know at which port $ADDRESS is"
	exit 0
}
status=$(echo "$info" | jsonfilter -e "@.ports['$port'].status" 2>/dev/null)
[ "$status" = "Delivering power" ] || {
	echo "none port $port does not feed it (${status:-not a port with power})"
	exit 0
}
ubus call poe manage "{\"port\":\"$port\",\"enable\":false}" >/dev/null || {
	echo "none port $port cannot be switched"
	exit 0
}
sleep 5
# without power nobody reaches it any more: asked until it is on again
tries=0
until ubus call poe manage "{\"port\":\"$port\",\"enable\":true}" >/dev/null || [ "$tries" -ge 10 ]; do
	sleep 1
	tries=$((tries + 1))
done
echo "cycled $port"
