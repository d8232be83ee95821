# May this session confirm that the LAN has moved from FROM? It may not wait for the move: a session that began before it would go on
# here after its end was cut off. Where the guard is gone there is nothing to wait for: who asks to confirm next is told so.
[ -e /etc/outpost/guard/complete ] || exit 0
case "${SSH_CONNECTION:-} " in
*" $FROM "[0-9]*) exit 96 ;;
esac
[ -e /tmp/outpost-lan ] || exit 96
[ "$(cat /tmp/outpost-lan)" = moved ] || {
	echo "the LAN did not take its new address; it is at $(ifstatus lan 2>/dev/null | jsonfilter -e '@["ipv4-address"][*].address' | tr '\n' ' ')" >&2
	exit 95
}
