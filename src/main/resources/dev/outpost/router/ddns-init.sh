#!/bin/sh /etc/rc.common
# The site's name follows the address of wan.
START=96
USE_PROCD=1

start_service() {
	procd_open_instance
	procd_set_param command /bin/sh /usr/sbin/outpost-ddns run
	procd_set_param respawn 3600 60 0
	procd_close_instance
}
