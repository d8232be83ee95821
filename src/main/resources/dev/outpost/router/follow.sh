# Made by Outpost; sourced by hotplug-call, so nothing here may exit. wan names its modem by a node whose number changes when the dongle is
# plugged in again: this finds the node by USB path and interface number, which stay, and corrects wan. Nothing without uci outpost.modem,
# nothing while a guard is armed. OUTPOST_ROOT stands before paths in tests.
outpost_follow() {
	local root=${OUTPOST_ROOT:-} usb number at node staged
	[ "$ACTION" = add ] && [ -n "$DEVPATH" ] && [ ! -e "$root/etc/outpost/guard/complete" ] || return 0
	usb=$(uci -q get outpost.modem.usb)
	number=$(uci -q get outpost.modem.interface)
	[ -n "$usb" ] && [ -n "$number" ] || return 0
	at=$(readlink -f "$root/sys$DEVPATH/device")
	while [ -n "$at" ] && [ ! -e "$at/bInterfaceNumber" ]; do
		at=${at%/*}
	done
	[ -n "$at" ] && [ "$(cat "$at/bInterfaceNumber")" = "$number" ] || return 0
	case ${at##*/} in
	"$usb":*) ;;
	*) return 0 ;;
	esac
	node=${DEVPATH##*/}
	[ "$(uci -q get outpost.modem.kind)" = net ] || node=/dev/$node
	[ "$(uci -q get network.wan.device)" != "$node" ] || return 0
	logger -t outpost "the modem at USB $usb is $node now: wan follows"
	# what others staged stays theirs
	staged=$root/tmp/outpost-follow
	rm -rf "$staged"
	mkdir -p "$staged"
	uci -q -t "$staged" set network.wan.device="$node"
	uci -q -t "$staged" commit network
	rm -rf "$staged"
	ubus call network reload
	ifup wan
}
outpost_follow
