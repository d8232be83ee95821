# Who is on the LAN: ADDRESSES are knocked at so that the kernel learns who has them; then leases and neighbours, one a line. Changes nothing.
for address in $ADDRESSES; do
	ping -c 1 -W 1 "$address" >/dev/null 2>&1 &
done
wait
[ ! -r /tmp/dhcp.leases ] || while read -r _ mac address _; do
	echo "lease $address $mac"
done </tmp/dhcp.leases
ip neigh show | grep -v -E 'FAILED|INCOMPLETE' | sed -n 's/^\([0-9.]*\) dev \([^ ]*\) lladdr \([0-9a-fA-F:]*\).*/neighbour \1 \3 \2/p'
exit 0
