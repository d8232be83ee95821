#!/bin/sh
# Simulated package; written for the bench. Order and errors are those of 24.10's handler; CDMA and Sierra's wait are left out.

[ -n "$INCLUDE_ONLY" ] || {
	NOT_INCLUDED=1
	INCLUDE_ONLY=1
	. /lib/functions.sh
	. ../netifd-proto.sh
	. ./ppp.sh
	init_proto "$@"
}

proto_3g_init_config() {
	no_device=1
	available=1
	ppp_generic_init_config
	proto_config_add_string "device:device"
	proto_config_add_string apn
	proto_config_add_string service
	proto_config_add_string pincode
	proto_config_add_string dialnumber
}

proto_3g_setup() {
	local interface="$1"
	local cardinfo code
	local device apn service pincode dialnumber
	json_get_vars device apn service pincode dialnumber

	[ -e "$device" ] || {
		proto_set_available "$interface" 0
		return 1
	}

	cardinfo="$(gcom -d "$device" -s /etc/gcom/getcardinfo.gcom)"
	if echo "$cardinfo" | grep -q -i huawei; then
		case "$service" in
		umts_only) code="14,2" ;;
		gprs_only) code="13,1" ;;
		*) code="2,2" ;;
		esac
		MODE="AT^SYSCFG=${code},3FFFFFFF,2,4" gcom -d "$device" -s /etc/gcom/setmode.gcom
	fi
	[ -z "$pincode" ] || PINCODE="$pincode" gcom -d "$device" -s /etc/gcom/setpin.gcom || {
		proto_notify_error "$interface" PIN_FAILED
		proto_block_restart "$interface"
		return 1
	}

	connect="USE_APN=$apn DIALNUMBER=${dialnumber:-*99***1#} /usr/sbin/chat -t5 -v -E -f /etc/chatscripts/3g.chat"
	ppp_generic_setup "$interface" noaccomp nopcomp novj nobsdcomp noauth lock crtscts 115200 "$device"
	return 0
}

proto_3g_teardown() {
	proto_kill_command "$1"
}

[ -z "$NOT_INCLUDED" ] || add_protocol 3g
