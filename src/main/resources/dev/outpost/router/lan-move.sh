# Lets the committed LAN take effect. Every session over the LAN ends with its address, over IPv6 link-local as well: so the work is
# detached. dnsmasq reckons its pool from the address that the interface has, so it follows last. Then the mark says so, for as long as
# the guard waits.
export ADDRESS
rm -f /tmp/outpost-lan
setsid sh -c '
sleep 1
/etc/init.d/network reload
tries=0
word=moved
until ifstatus lan | jsonfilter -e "@[\"ipv4-address\"][*].address" | grep -q -x -F "$ADDRESS"; do
	tries=$((tries + 1))
	[ "$tries" -le 40 ] || { word=stayed; break; }
	sleep 1
done
/etc/init.d/firewall reload
/etc/init.d/dnsmasq restart
echo "$word" >/tmp/outpost-lan
while [ -e /etc/outpost/guard/complete ]; do sleep 2; done
rm -f /tmp/outpost-lan
' </dev/null >/dev/null 2>&1 &
exit 0
