#!/bin/sh
# Simulated package; written for the bench. Order, words in the log and errors are those of 24.10's handler; IPv6 and PLMN are left out.

[ -n "$INCLUDE_ONLY" ] || {
	. /lib/functions.sh
	. ../netifd-proto.sh
	init_proto "$@"
}

proto_qmi_init_config() {
	available=1
	no_device=1
	proto_config_add_string "device:device"
	proto_config_add_string apn
	proto_config_add_string auth
	proto_config_add_string username
	proto_config_add_string password
	proto_config_add_string pincode
	proto_config_add_int delay
	proto_config_add_string modes
	proto_config_add_string pdptype
	proto_config_add_int profile
	proto_config_add_boolean dhcp
	proto_config_add_boolean autoconnect
	proto_config_add_int plmn
	proto_config_add_int timeout
	proto_config_add_int mtu
	proto_config_add_defaults
}

qmi_failed() {
	echo "$1"
	proto_notify_error "$interface" "$2"
}

qmi_blocked() {
	qmi_failed "$1" "$2"
	proto_block_restart "$interface"
}

qmi_ask() {
	uqmi -s -d "$device" "$@"
}

proto_qmi_setup() {
	local interface="$1"
	local waited state tries registration cid pdh ifname devname
	local device apn auth username password pincode delay modes pdptype profile dhcp autoconnect timeout
	json_get_vars device apn auth username password pincode delay modes pdptype profile dhcp autoconnect timeout

	timeout="${timeout:-10}"
	[ -n "$device" ] || {
		qmi_failed "No control device specified" NO_DEVICE
		proto_set_available "$interface" 0
		return 1
	}
	[ -z "$delay" ] || sleep "$delay"
	device="$(readlink -f "$device")"
	[ -c "$device" ] || {
		qmi_failed "The specified control device does not exist" NO_DEVICE
		proto_set_available "$interface" 0
		return 1
	}
	devname="$(basename "$device")"
	ifname="$(ls "/sys/class/usbmisc/$devname/device/net" 2>/dev/null)"
	[ -n "$ifname" ] || {
		qmi_failed "The interface could not be found." NO_IFACE
		proto_set_available "$interface" 0
		return 1
	}

	echo "Waiting for SIM initialization"
	waited=0
	uqmi -d "$device" --get-pin-status -t 3000 >/dev/null 2>&1
	while qmi_ask --get-pin-status | grep -q '"UIM uninitialized"'; do
		waited=$((waited + 1))
		[ "$waited" -le "$timeout" ] || {
			qmi_blocked "SIM not initialized" SIM_NOT_INITIALIZED
			return 1
		}
		sleep 1
	done

	state="$(qmi_ask --get-pin-status | jsonfilter -e '@.pin1_status')"
	tries="$(qmi_ask --get-pin-status | jsonfilter -e '@.pin1_verify_tries')"
	case "$state" in
	disabled) echo "PIN verification is disabled" ;;
	verified) echo "PIN already verified" ;;
	blocked)
		qmi_blocked "SIM locked PUK required" PUK_NEEDED
		return 1
		;;
	not_verified)
		[ "$tries" -ge 3 ] || {
			qmi_blocked "PIN verify count value is $tries this is below the limit of 3" PIN_TRIES_BELOW_LIMIT
			return 1
		}
		[ -n "$pincode" ] || {
			qmi_blocked "PIN not specified but required" PIN_NOT_SPECIFIED
			return 1
		}
		qmi_ask --verify-pin1 "$pincode" >/dev/null 2>&1 || {
			qmi_blocked "Unable to verify PIN" PIN_FAILED
			return 1
		}
		;;
	*)
		qmi_blocked "PIN status failed (${state:-sim_not_present})" PIN_STATUS_FAILED
		return 1
		;;
	esac

	qmi_ask --stop-network 0xffffffff --autoconnect >/dev/null 2>&1
	qmi_ask --set-device-operating-mode online >/dev/null 2>&1
	qmi_ask --wda-set-data-format 802.3 >/dev/null 2>&1
	qmi_ask --sync >/dev/null 2>&1
	qmi_ask --network-register >/dev/null 2>&1

	echo "Waiting for network registration"
	sleep 5
	waited=0
	while :; do
		registration="$(qmi_ask --get-serving-system 2>/dev/null | jsonfilter -e '@.registration')"
		[ "$registration" != registered ] || break
		case "$registration" in
		searching | not_registered)
			[ "$registration" = searching ] || echo "Device stopped network registration. Restart network registration"
			waited=$((waited + 1))
			[ "$waited" -gt "$timeout" ] || {
				sleep 1
				continue
			}
			echo "Network registration failed, registration timeout reached"
			;;
		*) echo "Network registration failed (reason: '$registration')" ;;
		esac
		proto_notify_error "$interface" NETWORK_REGISTRATION_FAILED
		return 1
	done

	echo "Starting network $interface"
	cid="$(qmi_ask --get-client-id wds)"
	case "$cid" in
	'' | *[!0-9]*)
		qmi_failed "Unable to obtain client ID" NO_CID
		return 1
		;;
	esac
	pdh="$(qmi_ask --set-client-id wds,"$cid" --start-network ${apn:+--apn $apn} ${profile:+--profile $profile} ${auth:+--auth-type $auth} ${username:+--username $username} ${password:+--password $password} --autoconnect)"
	case "$pdh" in
	'' | *[!0-9]*)
		qmi_ask --set-client-id wds,"$cid" --release-client-id wds >/dev/null 2>&1
		qmi_failed "Unable to connect IPv4" CALL_FAILED
		return 1
		;;
	esac
	[ "$(qmi_ask --set-client-id wds,"$cid" --get-data-status)" = '"connected"' ] || {
		qmi_failed "No data link!" CALL_FAILED
		return 1
	}

	echo "Setting up $ifname"
	proto_init_update "$ifname" 1
	proto_add_data
	json_add_string "cid_4" "$cid"
	json_add_string "pdh_4" "$pdh"
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

proto_qmi_teardown() {
	local interface="$1"
	local device
	json_get_vars device

	echo "Stopping network $interface"
	[ ! -c "$device" ] || uqmi -s -d "$device" -t 3000 --stop-network 0xffffffff --autoconnect >/dev/null 2>&1
	proto_init_update "*" 0
	proto_send_update "$interface"
}

[ -n "$INCLUDE_ONLY" ] || {
	add_protocol qmi
}
