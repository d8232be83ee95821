# Waits for a handshake of the router that is not older than SECONDS_IT_LIVES, at most SECONDS_TO_WAIT, and says what arrived.
inside() {
    if [ -e /run/netns/outpost ]; then ip netns exec outpost "$@"; else "$@"; fi
}
waited=0
while :; do
    heard
    line=$(inside wg show "$INTERFACE" latest-handshakes | grep -F "$KEY")
    stamp=${line##*	}
    clock=$(date -u +%s)
    [ "$((clock - ${stamp:-0}))" -gt "$SECONDS_IT_LIVES" ] || break
    [ "$waited" -lt "$SECONDS_TO_WAIT" ] || break
    waited=$((waited + 1))
    sleep 1
done
[ "${stamp:-0}" != 0 ] || stamp=$(cat "/run/outpost/heard/$(echo "$KEY" | tr / _)" 2>/dev/null)
echo "handshake ${stamp:-0}"
echo "clock $clock"
echo "waited $waited"
line=$(inside wg show "$INTERFACE" endpoints | grep -F "$KEY")
echo "endpoint ${line##*	}"
line=$(inside wg show "$INTERFACE" transfer | grep -F "$KEY")
echo "transfer ${line#*	}"
arrived=$(nft list table inet outpost_door 2>/dev/null | sed -n 's/.*counter packets \([0-9]*\).*/\1/p')
echo "arrived ${arrived:--}"
