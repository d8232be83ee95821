# Waits for a handshake of the router that is not older than SECONDS_IT_LIVES, at most SECONDS_TO_WAIT, and says what arrived.
waited=0
while :; do
    line=$(wg show "$INTERFACE" latest-handshakes | grep -F "$KEY")
    stamp=${line##*	}
    clock=$(date -u +%s)
    [ "$((clock - ${stamp:-0}))" -gt "$SECONDS_IT_LIVES" ] || break
    [ "$waited" -lt "$SECONDS_TO_WAIT" ] || break
    waited=$((waited + 1))
    sleep 1
done
echo "handshake ${stamp:-0}"
echo "clock $clock"
echo "waited $waited"
line=$(wg show "$INTERFACE" endpoints | grep -F "$KEY")
echo "endpoint ${line##*	}"
line=$(wg show "$INTERFACE" transfer | grep -F "$KEY")
echo "transfer ${line#*	}"
