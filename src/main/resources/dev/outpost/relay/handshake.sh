# Waits for the router's first handshake, at most SECONDS, and says what arrived.
waited=0
while :; do
    line=$(wg show "$INTERFACE" latest-handshakes | grep -F "$KEY")
    stamp=${line##*	}
    [ "${stamp:-0}" = 0 ] || break
    [ "$waited" -lt "$SECONDS_TO_WAIT" ] || break
    waited=$((waited + 1))
    sleep 1
done
echo "handshake ${stamp:-0}"
echo "waited $waited"
line=$(wg show "$INTERFACE" endpoints | grep -F "$KEY")
echo "endpoint ${line##*	}"
line=$(wg show "$INTERFACE" transfer | grep -F "$KEY")
echo "transfer ${line#*	}"
