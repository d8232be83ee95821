#!/bin/sh
# The router's own way back: a copy of its configuration on flash, and a supervisor that puts it back unless a new connection
# confirms in time. Follows /proc/uptime and never the date. OUTPOST_ROOT and OUTPOST_PROC stand before paths in tests.
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
guard=$root/etc/outpost/guard
beat=$root/tmp/outpost-guard.beat
pid=$root/tmp/outpost-guard.pid

now() {
	read -r up rest <"$proc/uptime"
	echo "${up%%.*}"
}

# Puts the file SOURCE at TARGET: whole, or not at all.
put() {
	rm -f "$2.outpost-new"
	cp -p "$1" "$2.outpost-new" && cmp -s "$1" "$2.outpost-new" && mv "$2.outpost-new" "$2"
}

# Puts everything back. A power cut in the middle is no harm: the mark stays until the end, and the next boot does it again.
restore() {
	[ -e "$guard/complete" ] || return 1
	for dir in config dropbear; do
		for file in "$root/etc/$dir"/*; do
			[ ! -e "$file" ] || [ -e "$guard/old/$dir/${file##*/}" ] || rm -rf "$file"
		done
		for file in "$guard/old/$dir"/*; do
			[ ! -e "$file" ] || put "$file" "$root/etc/$dir/${file##*/}" || return 1
		done
	done
	put "$guard/old/shadow" "$root/etc/shadow" || return 1
	rm -rf "$root/tmp/.uci"
	echo "rolled-back $(cat "$guard/run")" >"$root/etc/outpost/last"
	sync
	gone
}

# Nothing of the guard stays: no file, no boot hook. The mark goes first, so that a power cut in the middle restores nothing.
gone() {
	rm -f "$guard/complete"
	sync
	rm -f "$root/etc/rc.d/S18outpost-guard" "$root/etc/init.d/outpost-guard"
	rm -rf "$guard" "$beat" "$pid" "$root/etc/outpost/guard.sh"
	rmdir "$root/etc/outpost" 2>/dev/null
	sync
}

# The supervisor is known to procd, which would start it again.
leave() {
	ubus call service delete '{"name":"outpost-guard"}' >/dev/null 2>&1
}

revive() {
	"$root/etc/init.d/network" restart
	"$root/etc/init.d/firewall" restart
	"$root/etc/init.d/dropbear" restart
	reload_config
}

watch() {
	echo "$$" >"$pid"
	start=$(now)
	while [ -e "$guard/complete" ]; do
		last=$(cat "$beat" 2>/dev/null)
		case $last in
		'' | *[!0-9]*) last=$start ;;
		esac
		if [ $(($(now) - last)) -gt "$(cat "$guard/window")" ]; then
			logger -t outpost-guard "nobody confirmed: putting the old configuration back"
			if restore; then
				revive
				leave
				exit 0
			fi
			logger -t outpost-guard "putting back failed; trying again"
		fi
		sleep 2
	done
}

case ${1:-} in
watch) watch ;;
boot)
	# The router restarted with the guard armed: nobody confirmed. Services are not up yet and read what is put back.
	restore || gone
	;;
now)
	restore || exit 1
	revive </dev/null >/dev/null 2>&1
	leave
	;;
gone)
	gone
	leave
	;;
esac
