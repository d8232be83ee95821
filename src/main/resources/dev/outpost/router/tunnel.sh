# Our own interface starts anew, with the peers that it has now; wan and LAN stay. A netifd that is older than the handler has to start anew itself
# (facts/behaviours.md#20).
ubus call network get_proto_handlers | grep -q '"wireguard"' || /etc/init.d/network restart
ifup outpost >/dev/null 2>&1
tries=0
until ifstatus outpost 2>/dev/null | grep -q '"up": true'; do
	tries=$((tries + 1))
	[ "$tries" -le 20 ] || exit 88
	sleep 1
done
