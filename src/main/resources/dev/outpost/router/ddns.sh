# Keeps the site's name at the address that wan has. "once": tells the provider where that is another address than the last one it took, and says
# what came of it; "run": again every minute. The whole request, secret and all, stands in /etc/outpost-ddns, root's alone, as curl reads it from its
# standard input: no process list shows it, and nothing of it is printed or logged. A private address, or one of carrier NAT, never leaves the router.
# Without outpost.ddns it takes itself away. OUTPOST_ROOT stands before paths in tests.
root=${OUTPOST_ROOT:-}
conf=$root/etc/outpost-ddns
sent=$root/tmp/outpost-ddns.sent
lock=$root/tmp/outpost-ddns.lock

# The stick's where it leads all to this router, else wan's own.
address() {
	if [ "$(uci -q get outpost.stick.opened)" = dmz ]; then
		stick_wan "$(stick)"
		return
	fi
	for name in wan wan_4; do
		ifstatus "$name" 2>/dev/null | jsonfilter -e '@["ipv4-address"][0].address' 2>/dev/null
	done | head -n 1
}

is_hidden() {
	case $1 in
	0.* | 10.* | 127.* | 169.254.* | 192.168.* | 192.0.0.* | 198.18.* | 198.19.*) return 0 ;;
	172.1[6-9].* | 172.2[0-9].* | 172.3[01].*) return 0 ;;
	100.6[4-9].* | 100.[7-9][0-9].* | 100.1[01][0-9].* | 100.12[0-7].*) return 0 ;;
	22[4-9].* | 2[3-5][0-9].*) return 0 ;;
	esac
	return 1
}

# What came of one request: "sent IP", "refused WORD", "failed NUMBER" with the status of curl.
tell() {
	said=$(sed "/^url = /s/@IP@/$1/;/^data = /s/@IP@/$1/" "$conf" | curl --config - 2>/dev/null)
	status=$?
	if [ "$status" != 0 ]; then
		echo "failed $status"
		return
	fi
	code=$(printf '%s\n' "$said" | tail -n 1)
	good=$(uci -q get outpost.ddns.good)
	for word in badauth nohost notfqdn numhost abuse badagent dnserr '!donator' '!yours' 911 KO; do
		case $said in
		"$word"*)
			echo "refused $word"
			return
			;;
		esac
	done
	case $code in
	2??)
		if printf '%s\n' "$said" | grep -qi '<html\|<!doctype'; then
			echo "refused a-web-page" # of a hotspot or a stick without a SIM, whatever else it says
			return
		fi
		if [ -z "$good" ] || printf '%s\n' "$said" | grep -q "^$good"; then
			echo "$1" >"$sent"
			echo "sent $1"
			return
		fi
		;;
	esac
	echo "refused HTTP-$code"
}

once() {
	ip=$(address)
	case $ip in
	'' | *[!0-9.]*)
		echo "no-address"
		return
		;;
	esac
	if is_hidden "$ip"; then
		echo "hidden $ip"
		return
	fi
	if [ "$(cat "$sent" 2>/dev/null)" = "$ip" ]; then
		echo "stands $ip"
		return
	fi
	tell "$ip"
}

# One at a time: a provider takes two requests at once for abuse.
alone() {
	tries=0
	until mkdir "$lock" 2>/dev/null; do
		tries=$((tries + 1))
		[ "$tries" -lt 40 ] || break
		sleep 1
	done
	once
	rmdir "$lock" 2>/dev/null
}

# Nobody wants the name any more: program and secret go, once no guard could bring it back.
leave() {
	for mark in complete restoring restored; do
		[ ! -e "$root/etc/outpost/guard/$mark" ] || return 0
	done
	rm -f "$root"/etc/rc.d/[SK][0-9][0-9]outpost-ddns "$root/etc/init.d/outpost-ddns" "$root/usr/sbin/outpost-ddns" "$conf" "$sent"
	ubus call service delete '{"name":"outpost-ddns"}' >/dev/null 2>&1
	exit 0
}

case ${1:-} in
once) alone ;;
run)
	rmdir "$lock" 2>/dev/null
	before=
	while :; do
		if [ -z "$(uci -q get outpost.ddns.hostname)" ]; then
			leave
			sleep 60
			continue
		fi
		now=$(alone)
		[ "$now" = "$before" ] || logger -t outpost "the site's name: $now"
		before=$now
		case $now in
		refused*) sleep 900 ;;
		*) sleep 60 ;;
		esac
	done
	;;
esac
