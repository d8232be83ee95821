# Takes off what we left on a router that its site gives up: services, hotplug scripts, the PIN's file and the marker. The guard that is armed
# meanwhile keeps a copy of each.
for service in /etc/init.d/outpost-keeper /etc/init.d/outpost-follow; do
	[ -x "$service" ] || continue
	"$service" stop
	"$service" disable
	rm -f "$service"
done
rm -f /usr/sbin/outpost-* /etc/hotplug.d/*/*outpost* /etc/outpost-* /etc/config/outpost
sync
exit 0
