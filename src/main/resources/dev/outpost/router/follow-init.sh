#!/bin/sh /etc/rc.common
# The relay is dialled by a name: where its address changes the tunnel follows. The kernel never asks for a name again.
START=95
USE_PROCD=1

start_service() {
	procd_open_instance
	procd_set_param command /bin/sh -c 'while sleep 60; do /usr/bin/wireguard_watchdog; done'
	procd_set_param respawn 3600 60 0
	procd_close_instance
}
