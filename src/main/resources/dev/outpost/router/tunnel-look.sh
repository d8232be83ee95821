# What keeps the router's end of the tunnel from shaking hands with the relay at HOST, seen from the router. Changes nothing; NOISE is left out
# of the log (one part of a line each). NEAR, where it is given, is the relay's own address in a tunnel that lives. Prints facts, one a line, as the largest packet that comes through where a camera's does not; a fact that cannot be had is left out.
status=$(ifstatus outpost 2>/dev/null)
case $status in
*'"up": true'*) echo "interface up" ;;
*'"pending": true'*) echo "interface pending" ;;
*'"up": false'*) echo "interface down" ;;
*) echo "interface absent" ;;
esac
echo "$status" | sed -n 's/.*"code": *"\([A-Z0-9_]*\)".*/error \1/p'
[ ! -x /usr/bin/wg ] || echo "program wg"
key=$(wg show outpost public-key 2>/dev/null)
case $key in
'' | '(none)') ;;
*) echo "key $key" ;;
esac
wg show outpost endpoints 2>/dev/null | while read -r _ endpoint; do echo "endpoint $endpoint"; done
wg show outpost transfer 2>/dev/null | while read -r _ received sent; do echo "transfer $received $sent"; done
echo "clock $(date +%s)"
case $HOST in
*[!0-9.]*) nslookup "$HOST" >/dev/null 2>&1 || echo "unresolved $HOST" ;;
esac
# A packet of the size that cameras send over UDP; where a small one comes back, what is lost is lost for its size.
if [ -n "${NEAR:-}" ] && ping -c 1 -W 2 "$NEAR" >/dev/null 2>&1 && ! ping -c 3 -W 2 -s 1400 "$NEAR" >/dev/null 2>&1; then
	passes=''
	for size in 1352 1332 1312 1292 1272 1252 1224; do
		[ -n "$passes" ] || ! ping -c 2 -W 2 -s "$size" "$NEAR" >/dev/null 2>&1 || passes=$((size + 28))
	done
	echo "narrow $(cat /sys/class/net/outpost/mtu 2>/dev/null) $passes"
fi
logread 2>/dev/null | grep -E "netifd: (outpost|Interface 'outpost)|wireguard: outpost" | grep -v -F "$NOISE" | tail -n 8 | sed 's/^/log /'
true
