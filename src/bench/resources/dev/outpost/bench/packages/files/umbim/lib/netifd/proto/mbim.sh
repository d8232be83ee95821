#!/bin/sh
# Simulated package; written for the bench. Order, words in the log and errors are those of 24.10's handler; IPv6 is left out.

[ -n "$INCLUDE_ONLY" ] || {
	. /lib/functions.sh
	. ../netifd-proto.sh
	init_proto "$@"
}

proto_mbim_init_config() {
	available=1
	no_device=1
	proto_config_add_string "device:device"
	proto_config_add_string apn
	proto_config_add_string pincode
	proto_config_add_string delay
	proto_config_add_boolean allow_roaming
	proto_config_add_boolean allow_partner
	proto_config_add_string auth
	proto_config_add_string username
	proto_config_add_string password
	proto_config_add_string dhcp
	proto_config_add_string pdptype
	proto_config_add_defaults
}

mbim_failed() {
	echo "mbim[$$]" "$1"
	proto_notify_error "$interface" "$2"
}

mbim_setup() {
	local interface="$1"
	local tid=2 devname ifname pin config ip gateway status
	local device apn pincode delay allow_roaming allow_partner auth username password pdptype
	json_get_vars device apn pincode delay allow_roaming allow_partner auth username password pdptype

	[ -n "$device" ] && [ -c "$device" ] || {
		mbim_failed "The specified control device does not exist" NO_DEVICE
		proto_set_available "$interface" 0
		return 1
	}
	devname="$(basename "$device")"
	ifname="$(ls "/sys/class/usbmisc/$devname/device/net" 2>/dev/null)"
	[ -n "$ifname" ] || {
		mbim_failed "Failed to find matching interface" NO_IFNAME
		proto_set_available "$interface" 0
		return 1
	}
	[ -n "$apn" ] || {
		mbim_failed "No APN specified" NO_APN
		return 1
	}
	[ -z "$delay" ] || sleep "$delay"

	echo "mbim[$$]" "Reading capabilities"
	umbim -n -d "$device" caps || {
		mbim_failed "Failed to read modem caps" PIN_FAILED
		return 1
	}

	[ -z "$pincode" ] || {
		echo "mbim[$$]" "Sending pin"
		umbim -n -t 3 -d "$device" unlock "$pincode" || {
			mbim_failed "Unable to verify PIN" PIN_FAILED
			proto_block_restart "$interface"
			return 1
		}
	}

	echo "mbim[$$]" "Checking pin"
	umbim -n -t 4 -d "$device" pinstate || {
		[ $? -ne 2 ] || {
			mbim_failed "PIN required" PIN_FAILED
			proto_block_restart "$interface"
			return 1
		}
	}

	echo "mbim[$$]" "Checking subscriber"
	umbim -n -t 5 -d "$device" subscriber || {
		mbim_failed "Subscriber init failed" NO_SUBSCRIBER
		return 1
	}

	echo "mbim[$$]" "Register with network"
	umbim -n -t 6 -d "$device" registration
	status=$?
	[ "$status" != 4 ] || [ "$allow_roaming" != 1 ] || status=0
	[ "$status" != 5 ] || [ "$allow_partner" != 1 ] || status=0
	[ "$status" = 0 ] || {
		mbim_failed "Subscriber registration failed" NO_REGISTRATION
		return 1
	}

	echo "mbim[$$]" "Attach to network"
	umbim -n -t 7 -d "$device" attach || {
		mbim_failed "Failed to attach to network" ATTACH_FAILED
		return 1
	}

	echo "mbim[$$]" "Connect to network"
	umbim -n -t 8 -d "$device" connect "${pdptype:-ipv4}:$apn" "$auth" "$username" "$password" || {
		mbim_failed "Failed to connect bearer" CONNECT_FAILED
		return 1
	}

	echo "mbim[$$]" "Connected"
	config="$(umbim -n -t 9 -d "$device" config)"
	ip="$(echo "$config" | sed -n 's/.*ipv4address: *//p')"
	gateway="$(echo "$config" | sed -n 's/.*ipv4gateway: *//p')"

	echo "mbim[$$]" "Setting up $ifname"
	proto_init_update "$ifname" 1
	proto_add_data
	json_add_string tid 10
	proto_close_data
	proto_send_update "$interface"

	json_init
	json_add_string name "${interface}_4"
	json_add_string ifname "@$interface"
	json_add_string proto "static"
	json_add_string ipaddr "$ip"
	json_add_string gateway "$gateway"
	proto_add_dynamic_defaults
	json_close_object
	ubus call network add_dynamic "$(json_dump)"
}

proto_mbim_setup() {
	mbim_setup "$@" && return 0
	logger "mbim bringup failed, retry in 15s"
	sleep 15
	return 1
}

proto_mbim_teardown() {
	local interface="$1"
	local device
	json_get_vars device

	echo "mbim[$$]" "Stopping network"
	[ ! -c "$device" ] || umbim -n -t 11 -d "$device" disconnect
	proto_init_update "*" 0
	proto_send_update "$interface"
}

[ -n "$INCLUDE_ONLY" ] || add_protocol mbim
