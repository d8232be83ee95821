#!/bin/sh
# Simulated package; written for the bench. Order, errors and the carriage return that 24.10 leaves behind the manufacturer's name
# are those of OpenWrt's handler; the words are not.

[ -n "$INCLUDE_ONLY" ] || {
	. /lib/functions.sh
	. ../netifd-proto.sh
	init_proto "$@"
}

proto_ncm_init_config() {
	no_device=1
	available=1
	proto_config_add_string "device:device"
	proto_config_add_string ifname
	proto_config_add_string apn
	proto_config_add_string auth
	proto_config_add_string username
	proto_config_add_string password
	proto_config_add_string pincode
	proto_config_add_string delay
	proto_config_add_string mode
	proto_config_add_string pdptype
	proto_config_add_int profile
	proto_config_add_defaults
}

ncm_failed() {
	echo "$1"
	proto_notify_error "$interface" "$2"
}

ncm_run() {
	eval "COMMAND=$1"
	export COMMAND
	gcom -d "$device" -s /etc/gcom/runcommand.gcom
}

ncm_table() {
	jsonfilter -i /etc/gcom/ncm.json -e "@['$manufacturer']$1" 2>/dev/null
}

ncm_run_each() {
	local line status=0
	ncm_table "$1[*]" >"/tmp/ncm.$interface"
	while read -r line; do
		ncm_run "$line" </dev/null || {
			status=1
			break
		}
	done <"/tmp/ncm.$interface"
	rm -f "/tmp/ncm.$interface"
	return $status
}

# This release's setup takes lines to end with a return as well; its teardown still does not.
ncm_manufacturer() {
	gcom -d "$device" -s /etc/gcom/getcardinfo.gcom | awk -v RS='\r?\n' '/[A-Za-z]/ && !/^AT/ { sub(/^[+]CGMI: */, ""); print tolower($1); exit }'
}

ncm_manufacturer_at_the_end() {
	gcom -d "$device" -s /etc/gcom/getcardinfo.gcom | awk '/[A-Za-z]/ && !/^AT/ { sub(/^[+]CGMI: */, ""); print tolower($1); exit }'
}

proto_ncm_setup() {
	local interface="$1"
	local manufacturer connect devname waited=0

	local device ifname apn auth username password pincode delay mode pdptype profile
	json_get_vars device ifname apn auth username password pincode delay mode pdptype profile

	profile="${profile:-1}"
	pdptype="${pdptype:-IP}"

	device="$(readlink -f "$device")"
	[ -n "$device" ] && [ -c "$device" ] || {
		echo "Control device not valid"
		proto_set_available "$interface" 0
		return 1
	}

	devname="$(basename "$device")"
	[ -n "$ifname" ] || ifname="$(ls /sys/class/tty/$devname/device/../../*/net 2>/dev/null | grep -v : | head -1)"
	[ -n "$ifname" ] || {
		ncm_failed "The interface could not be found." NO_IFACE
		proto_set_available "$interface" 0
		return 1
	}

	manufacturer="$(ncm_manufacturer)"
	while [ -z "$manufacturer" ] && [ "$waited" -lt "${delay:-0}" ]; do
		sleep 1
		waited=$((waited + 1))
		manufacturer="$(ncm_manufacturer)"
	done
	[ -n "$manufacturer" ] && [ "$manufacturer" != error ] || {
		ncm_failed "Failed to get modem information" GETINFO_FAILED
		return 1
	}

	connect="$(ncm_table .connect)"
	[ -n "$connect" ] || {
		ncm_failed "Unsupported modem" UNSUPPORTED_MODEM
		proto_set_available "$interface" 0
		return 1
	}

	ncm_run_each .initialize || {
		ncm_failed "Failed to initialize modem" INITIALIZE_FAILED
		return 1
	}

	[ -z "$pincode" ] || PINCODE="$pincode" gcom -d "$device" -s /etc/gcom/setpin.gcom || {
		ncm_failed "Unable to verify PIN" PIN_FAILED
		proto_block_restart "$interface"
		return 1
	}

	ncm_run_each .configure || {
		ncm_failed "Failed to configure modem" CONFIGURE_FAILED
		return 1
	}

	[ -z "$mode" ] || {
		mode="$(ncm_table ".modes.$mode")"
		[ -z "$mode" ] || ncm_run "$mode" || {
			ncm_failed "Failed to set operating mode" SETMODE_FAILED
			return 1
		}
	}

	echo "Starting network $interface"
	ncm_run "$connect" || {
		ncm_failed "Failed to connect" CONNECT_FAILED
		return 1
	}

	echo "Setting up $ifname"
	proto_init_update "$ifname" 1
	proto_add_data
	json_add_string "manufacturer" "$manufacturer"
	proto_close_data
	proto_send_update "$interface"

	json_init
	json_add_string name "${interface}_4"
	json_add_string ifname "@$interface"
	json_add_string proto "dhcp"
	proto_add_dynamic_defaults
	json_close_object
	ubus call network add_dynamic "$(json_dump)"
}

proto_ncm_teardown() {
	local interface="$1"
	local manufacturer disconnect
	local device profile
	json_get_vars device profile

	profile="${profile:-1}"
	device="$(readlink -f "$device")"
	[ -n "$device" ] && [ -c "$device" ] || {
		proto_set_available "$interface" 0
		return 1
	}
	manufacturer="$(ncm_manufacturer_at_the_end)"
	disconnect="$(ncm_table .disconnect)"
	echo "Stopping network $interface"
	[ -z "$disconnect" ] || ncm_run "$disconnect" || ncm_failed "Failed to disconnect" DISCONNECT_FAILED

	proto_init_update "*" 0
	proto_send_update "$interface"
}

[ -n "$INCLUDE_ONLY" ] || {
	add_protocol ncm
}
