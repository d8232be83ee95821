#!/bin/sh
# Simulated package; the board's netifd makes the interface itself as soon as this handler is there, as with wg syncconf.

WG=/usr/bin/wg
[ -x "$WG" ] || {
	logger -t wireguard "error: missing wireguard-tools ($WG)"
	exit 0
}

[ -n "$INCLUDE_ONLY" ] || {
	. /lib/functions.sh
	. ../netifd-proto.sh
	init_proto "$@"
}

proto_wireguard_init_config() {
	proto_config_add_string "private_key"
	proto_config_add_int "listen_port"
	proto_config_add_int "mtu"
	proto_config_add_string "fwmark"
	available=1
	no_proto_task=1
}

[ -n "$INCLUDE_ONLY" ] || {
	add_protocol wireguard
}
