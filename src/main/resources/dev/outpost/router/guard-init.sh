#!/bin/sh /etc/rc.common
# Before firewall, dropbear (19) and network (20), so that a restart in the middle of a change comes up with the old configuration.
START=18
USE_PROCD=1

boot() {
	[ -e /etc/outpost/guard.sh ] || {
		rm -f /etc/outpost/guard.sh.new /etc/rc.d/S18outpost-guard /etc/init.d/outpost-guard
		return 0
	}
	sh /etc/outpost/guard.sh boot || /etc/init.d/outpost-guard start
}

start_service() {
	procd_open_instance
	procd_set_param command /bin/sh /etc/outpost/guard.sh watch
	procd_set_param respawn 3600 1 0
	procd_close_instance
}
