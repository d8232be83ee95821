#!/bin/sh
# Simulated package; the automatic chooser is not played here.

[ -n "$INCLUDE_ONLY" ] || {
	. /lib/functions.sh
	. ../netifd-proto.sh
	init_proto "$@"
}

proto_wwan_init_config() {
	available=1
	no_device=1
	proto_config_add_string apn
	proto_config_add_string pincode
}

proto_wwan_setup() {
	proto_notify_error "$1" NO_DEVICE
	proto_set_available "$1" 0
	return 1
}

proto_wwan_teardown() {
	proto_init_update "*" 0
	proto_send_update "$1"
}

[ -n "$INCLUDE_ONLY" ] || {
	add_protocol wwan
}
