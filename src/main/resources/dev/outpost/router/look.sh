# Everything that is looked at on a router, in one exec channel. Changes nothing. Each part is a script of its own: what one
# of them prints cannot be taken for another's. A part that finds nothing prints nothing.

#: release
cat /etc/openwrt_release 2>/dev/null || true

#: board
echo "board $(cat /tmp/sysinfo/board_name 2>/dev/null || tr '\000' '\n' 2>/dev/null </proc/device-tree/compatible | head -n 1)"
echo "model $(cat /tmp/sysinfo/model 2>/dev/null || tr -d '\000' 2>/dev/null </proc/device-tree/model)"
echo "kernel $(uname -r)"
echo "mac $(cat /sys/class/net/br-lan/address 2>/dev/null || cat /sys/class/net/eth0/address 2>/dev/null)"
for port in /sys/class/net/*; do
	[ ! -e "$port" ] || echo "netdev ${port##*/}"
done

#: manager
if [ -x /bin/opkg ]; then echo opkg; elif [ -x /usr/bin/apk ]; then echo apk; fi

#: packages
grep -E '^(Package|Version|Status|Provides):' /usr/lib/opkg/status 2>/dev/null
grep -E '^[PVpf]:' /lib/apk/db/installed 2>/dev/null
true

#: space
df -k /overlay 2>/dev/null | tail -n 1
df -k /tmp 2>/dev/null | tail -n 1

#: mounts
grep -E ' (/|/overlay) ' /proc/mounts || true

#: memory
grep -E '^(MemTotal|MemAvailable|MemFree):' /proc/meminfo || true

#: clock
date -u +%s
cat /proc/uptime

#: usb
cd /sys/bus/usb/devices 2>/dev/null || exit 0
for entry in *; do
	case $entry in '*' | usb*) continue ;; esac
	for name in idVendor idProduct bDeviceClass manufacturer product serial speed bNumConfigurations bMaxPower \
		bInterfaceNumber bInterfaceClass bInterfaceSubClass bInterfaceProtocol bNumEndpoints; do
		[ -r "$entry/$name" ] || continue
		text=
		IFS= read -r text <"$entry/$name"
		[ -z "$text" ] || printf '%s\t%s\n' "$entry/$name" "$text"
	done
	driver=$(readlink "$entry/driver") && printf '%s\t%s\n' "$entry/driver" "${driver##*/}"
	for node in "$entry"/ttyUSB* "$entry"/tty/* "$entry"/net/* "$entry"/usbmisc/*; do
		[ ! -e "$node" ] || printf '%s\t\n' "$node"
	done
done
true

#: holders
for node in /dev/ttyUSB* /dev/ttyACM* /dev/cdc-wdm*; do
	[ -c "$node" ] || continue
	for fd in /proc/[0-9]*/fd/*; do
		[ "$fd" -ef "$node" ] || continue
		pid=${fd#/proc/}
		pid=${pid%%/*}
		name=
		read -r name <"/proc/$pid/comm"
		printf '%s\t%s (pid %s)\n' "$node" "${name:-a program}" "$pid"
	done
done
true

#: interfaces
ubus call network.interface dump 2>/dev/null || true

#: poe
# The ports that feed what hangs on them, of switches that OpenWrt knows.
ubus call poe info 2>/dev/null || true

#: network
# Secrets stay where they are: a star stands for each.
{ uci -q export network || [ ! -e /etc/config/network ] || echo unreadable; } | sed "s/^\(\toption \(private_key\|preshared_key\|password\|pincode\) '\).*'\$/\1*'/"

#: firewall
uci -q export firewall || [ ! -e /etc/config/firewall ] || echo unreadable

#: wireless
{ uci -q export wireless || [ ! -s /etc/config/wireless ] || echo unreadable; } | sed "s/^\(\toption [a-z0-9_]*\(key\|password\|passwd\)[0-9]* '\).*'\$/\1*'/"

#: dhcp
uci -q export dhcp || [ ! -e /etc/config/dhcp ] || echo unreadable

#: system
uci -q export system || [ ! -e /etc/config/system ] || echo unreadable

#: dropbear
uci -q export dropbear || [ ! -e /etc/config/dropbear ] || echo unreadable

#: outpost
uci -q export outpost || [ ! -e /etc/config/outpost ] || echo unreadable
cat /etc/outpost/stick-* 2>/dev/null || true

#: pending
uci changes 2>/dev/null || true

#: password
if grep -E -q '^root::' /etc/shadow; then echo blank; else echo set; fi

#: keys
cat /etc/dropbear/authorized_keys 2>/dev/null || true

#: wireguard
if [ -x /usr/bin/wg ]; then
	key=$(uci -q get network.outpost.private_key || true)
	[ -z "$key" ] || echo "public $(printf '%s\n' "$key" | wg pubkey)"
	wg show outpost latest-handshakes 2>/dev/null || true
fi

#: handler
if [ -f /lib/netifd/proto/ncm.sh ]; then
	handler_state /lib/netifd/proto/ncm.sh
fi

#: ours
for file in /usr/sbin/outpost-* /etc/init.d/outpost-* /etc/rc.d/S*outpost-* /etc/hotplug.d/*/*outpost* /etc/outpost-* /www/outpost* /www/cgi-bin/outpost*; do
	case $file in
	*-guard | *-reboots | *-data | *-healing) ;;
	*-pin.tried) [ ! -f "$file" ] || sha256sum "$file" ;;
	*-pin*) [ ! -f "$file" ] || echo "$(printf '%064d' 0)  $file" ;;
	*) [ ! -f "$file" ] || sha256sum "$file" ;;
	esac
done
true

#: guard
guard=/etc/outpost/guard
for state in complete restoring restored; do
	[ -e "$guard/$state" ] || continue
	read -r up rest </proc/uptime
	beat=$(cat /tmp/outpost-guard.beat 2>/dev/null || echo "${up%%.*}")
	echo "armed $(cat "$guard/run") $(cat "$guard/window") $((${up%%.*} - beat))"
	break
done
cat /etc/outpost/last /tmp/outpost-guard.last 2>/dev/null || true
