# Takes off what we left on a router that its site gives up: services, hotplug scripts, the page of lights, the PIN's file and the marker. The guard
# that is armed meanwhile keeps a copy of each.
if [ -x /etc/init.d/outpost-keeper ]; then
	/etc/init.d/outpost-keeper stop
	/etc/init.d/outpost-keeper disable
fi
if [ -x /etc/init.d/outpost-follow ]; then
	/etc/init.d/outpost-follow stop
	/etc/init.d/outpost-follow disable
fi
if [ -x /etc/init.d/outpost-budget ]; then
	/etc/init.d/outpost-budget stop
	/etc/init.d/outpost-budget disable
	nft delete table inet outpost_budget 2>/dev/null
fi
if [ -x /etc/init.d/outpost-ddns ]; then
	/etc/init.d/outpost-ddns stop
	/etc/init.d/outpost-ddns disable
fi
rm -f /etc/init.d/outpost-keeper /etc/init.d/outpost-follow /etc/init.d/outpost-budget /etc/init.d/outpost-ddns
rm -f /usr/sbin/outpost-* /etc/hotplug.d/*/*outpost* /etc/outpost-* /etc/config/outpost /www/outpost* /www/cgi-bin/outpost* /tmp/outpost-light.*
sync
exit 0
