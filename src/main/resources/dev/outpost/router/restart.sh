# Restarts the network and waits for its end. netifd reads its protocol handlers only when it starts, so a reload would not do.
# The work is detached: the connection may break on the way, and the work goes on without it.
mark=/tmp/outpost-restarted
rm -f "$mark"
setsid sh -c "sleep 1; /etc/init.d/network restart; /etc/init.d/firewall restart; : >$mark" </dev/null >/dev/null 2>&1 &
tries=0
until [ -e "$mark" ]; do
	tries=$((tries + 1))
	[ "$tries" -le 60 ] || exit 88
	sleep 1
done
rm -f "$mark"
