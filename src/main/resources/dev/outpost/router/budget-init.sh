#!/bin/sh /etc/rc.common
# Right before the network: what comes through the tunnel is counted from the first packet on. What was counted is saved before the flash goes.
START=19
STOP=10
USE_PROCD=1

start_service() {
	procd_open_instance
	procd_set_param command /bin/sh /usr/sbin/outpost-budget run
	procd_set_param respawn 3600 60 0
	procd_close_instance
}

stop_service() {
	/bin/sh /usr/sbin/outpost-budget save
}
