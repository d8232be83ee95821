#!/bin/sh /etc/rc.common
# Right behind the network: a SIM in trouble is looked at before netifd dials a second time.
START=21
USE_PROCD=1

start_service() {
	procd_open_instance
	procd_set_param command /bin/sh /usr/sbin/outpost-keeper run
	procd_set_param respawn 3600 60 0
	procd_close_instance
}
