#!/bin/sh
# The router's own way back: two copies of its configuration on flash, and a supervisor that puts it back unless a new connection
# confirms in time. Follows /proc/uptime and never the date. OUTPOST_ROOT and OUTPOST_PROC stand before paths in tests.
#
# The guard's state is the name of one file, changed by rename alone, so that of two who want different things one wins:
# (none: the copy is not finished) complete -> confirmed, or complete -> restoring -> restored. A power cut or a kill at any point is
# taken up there by the next boot or by the other supervisor.
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
home=$root/etc/outpost
guard=$home/guard
init=$root/etc/init.d/outpost-guard
tmp=$root/tmp/outpost-guard
newline='
'

now() {
	read -r up rest <"$proc/uptime"
	echo "${up%%.*}"
}

run() {
	cat "$guard/run" 2>/dev/null
}

sum() {
	[ -f "$1" ] || return 1
	sum=$(sha256sum <"$1") && echo "${sum%% *}"
}

alive() {
	[ -n "$1" ] && kill -0 "$1" 2>/dev/null
}

# Every file that the guard keeps, as it is now: the configuration (uci's half-written files too), keys, passwords, and what a run
# may put elsewhere.
kept() {
	for path in "$root"/etc/config/* "$root"/etc/config/.[!.]* "$root"/etc/dropbear/* "$root"/etc/shadow "$root"/etc/shadow[-+] \
		"$root"/etc/init.d/outpost-* "$root"/etc/hotplug.d/*/*outpost* "$root"/etc/outpost-* "$root"/usr/lib/outpost/* \
		"$root"/www/outpost* "$root"/www/cgi-bin/outpost*; do
		[ "$path" = "$init" ] || [ ! -f "$path" ] || echo "${path#"$root"}"
	done
	while read -r path; do
		[ ! -f "$root$path" ] || echo "$path"
	done <"$guard/extra"
}

# Copies everything twice; nothing counts until all of it was read back.
copy() {
	mkdir "$guard/old" "$guard/spare" || return 1
	kept >"$guard/paths"
	number=0
	while read -r path; do
		number=$((number + 1))
		cp -p "$root$path" "$guard/old/$number" && cmp -s "$root$path" "$guard/old/$number" &&
			cp -p "$root$path" "$guard/spare/$number" && cmp -s "$root$path" "$guard/spare/$number" || {
			echo "no room for a copy of $path" >&2
			return 1
		}
		echo "$(sum "$root$path") $path"
	done <"$guard/paths" >"$guard/old/manifest"
	echo "end $number" >>"$guard/old/manifest"
	packages || {
		echo "no room for the names of the packages" >&2
		return 1
	}
	cp "$guard/old/manifest" "$guard/spare/manifest" && manifest >/dev/null &&
		cmp -s "$guard/old/manifest" "$guard/spare/manifest" && [ "$number" -gt 0 ] || {
		echo "no room for the list of the copies" >&2
		return 1
	}
}

# The names of the packages that are there, and in RAM what opkg says of them: an installation that fails or is cut may lose some.
packages() {
	[ -d "$opkg_info" ] || return 0
	opkg_keep
	cp "$opkg_copy/names" "$guard/packages" && cmp -s "$opkg_copy/names" "$guard/packages"
}

# The list of the copies, if one of the two is whole: its last line counts the others.
manifest() {
	for list in "$guard/old/manifest" "$guard/spare/manifest"; do
		[ -f "$list" ] || continue
		last=$(tail -n 1 "$list")
		[ "$last" != "end $(($(wc -l <"$list") - 1))" ] || {
			sed '$d' "$list"
			return 0
		}
	done
	return 1
}

# Which copy of file NUMBER still is what it was, by its SUM.
good() {
	for copy in "$guard/old/$1" "$guard/spare/$1"; do
		[ "$(sum "$copy")" != "$2" ] || return 0
	done
	return 1
}

# Stops a process and everything that it started, and names them.
below() {
	kill -STOP "$1" 2>/dev/null
	echo "$1"
	for stat in "$proc"/[0-9]*/stat; do
		{ read -r line <"$stat"; } 2>/dev/null || continue
		case ${line##*) } in
		[A-Z]" $1 "*)
			stat=${stat%/stat}
			below "${stat##*/}"
			;;
		esac
	done
}

# Ends the batch that may still be changing something: its laptop is dead, or the router was frozen in the middle of it.
end_batch() {
	read -r pid since <"$tmp.batch" || return 0
	{ read -r line <"$proc/$pid/stat"; } || return 0
	set -- ${line##*) }
	[ "${20:-}" = "$since" ] || return 0
	for each in $(below "$pid"); do kill -9 "$each"; done
}

# Everything that is needed is here, in its place or as a copy; a mixture is never begun.
whole() {
	list=$(manifest) || {
		why="both lists of the copies are damaged"
		return 1
	}
	number=0
	while read -r sum path; do
		number=$((number + 1))
		want=$sum
		good "$number" "$want" || [ "$(sum "$root$path")" = "$want" ] || {
			why="both copies of $path are damaged"
			return 1
		}
	done <<END
$list
END
}

# What is there and was not there before goes first: it makes room.
remove_new() {
	known=$newline
	while read -r sum path; do
		known=$known$path$newline
	done <<END
$list
END
	new=$(kept)
	while read -r path; do
		case $known in
		*"$newline$path$newline"*) continue ;;
		esac
		[ -n "$path" ] || continue
		case $path in
		/etc/init.d/*)
			[ "$verb" = boot ] || service "${path##*/}" stop </dev/null >/dev/null 2>&1
			rm -f "$root"/etc/rc.d/[SK][0-9][0-9]"${path##*/}"
			;;
		/etc/config/*) echo "$path" >>"$tmp.changed" ;;
		esac
		rm -f "$root$path"
	done <<END
$new
END
}

# Puts file NUMBER back by renaming its copy, which takes no room.
put() {
	[ "$(sum "$root$3")" = "$2" ] || echo "$3" >>"$tmp.changed"
	if good "$1" "$2"; then
		mv -f "$copy" "$root$3" || {
			rm -f "$guard"/spare/[0-9]*
			good "$1" "$2" && mv -f "$copy" "$root$3"
		}
	fi
	[ "$(sum "$root$3")" = "$2" ]
}

# Puts everything back. A power cut in the middle is no harm: the next boot goes on where this ended.
restore() {
	[ -e "$guard/restored" ] && return 0
	[ -e "$guard/restoring" ] || mv "$guard/complete" "$guard/restoring" 2>/dev/null || {
		[ -e "$guard/complete" ] || return 1
		rm -f "$guard"/spare/[0-9]*
		mv "$guard/complete" "$guard/restoring" || return 1
	}
	end_batch >/dev/null 2>&1
	whole || {
		tell "failed $(run) $why"
		mv "$guard/restoring" "$guard/confirmed"
		return 1
	}
	remove_new
	number=0
	while read -r want path; do
		number=$((number + 1))
		put "$number" "$want" "$path" || {
			echo "$path could not be put back: is the flash full, or read-only?" >"$tmp.trouble"
			return 1
		}
	done <<END
$list
END
	rm -f "$guard"/spare/[0-9]*
	opkg_put_back "$guard/packages" >/dev/null || logger -t outpost-guard "opkg's list of packages could not be mended: is the flash full?"
	rm -rf "$root/tmp/.uci"
	tell "rolled-back $(run)"
	sync
	mv "$guard/restoring" "$guard/restored"
	sync
}

# The outcome, for who asks next; in RAM where the flash takes nothing.
tell() {
	logger -t outpost-guard "$1"
	echo "$1" >"$home/last"
	[ "$(cat "$home/last")" = "$1" ] || echo "$1" >"$tmp.last"
}

# Nothing of the guard stays: no file, no process, no boot hook. The hook goes last: it cleans up after a power cut in here.
gone() {
	supervisors=$(cat "$tmp.twin" "$tmp.pid" 2>/dev/null)
	rm -rf "$guard"
	rm -f "$tmp.beat" "$tmp.batch" "$tmp.pid" "$tmp.twin" "$tmp.changed" "$tmp.trouble"
	rm -rf "$tmp.restorer" "$tmp.arming" "$opkg_copy"
	sync
	rm -f "$home/guard.sh"
	rmdir "$home" 2>/dev/null
	rm -f "$root/etc/rc.d/S18outpost-guard" "$init"
	sync
	[ -e "$tmp.arming" ] || rm -f "$tmp.pid" "$tmp.twin" # written once more meanwhile
}

# Ends the supervisors: procd's, which it would start again, and its twin. The caller may be one of them, so that is the last it does.
leave() {
	for pid in $supervisors; do
		[ "$pid" != "$$" ] && alive "$pid" && ps | grep -q "^ *$pid .*/etc/outpost/guard.sh twin" && kill "$pid" 2>/dev/null
	done
	ubus call service delete '{"name":"outpost-guard"}' >/dev/null 2>&1
}

# Waits for the job PID, but no longer than SECONDS: the others have their turn whatever one of them does.
bounded() {
	left=$2
	while [ "$left" -gt 0 ] && kill -0 "$1" 2>/dev/null; do
		sleep 1
		left=$((left - 1))
	done
}

# The services read what was put back: the network first, SSH before the rest.
revive() {
	"$root/etc/init.d/network" restart &
	bounded $! 60
	"$root/etc/init.d/firewall" restart &
	bounded $! 30
	"$root/etc/init.d/dropbear" restart &
	bounded $! 30
	reload_config
	for path in $(cat "$tmp.changed" 2>/dev/null); do
		case $path in
		/etc/config/network | /etc/config/firewall | /etc/config/dropbear) ;;
		/etc/config/*)
			ubus call service event '{"type":"config.change","data":{"package":"'"${path##*/}"'"}}' >/dev/null 2>&1
			;;
		/etc/init.d/*)
			service "${path##*/}" restart &
			bounded $! 10
			;;
		esac
	done
	pidof dropbear >/dev/null || "$root/etc/init.d/dropbear" start
}

# One at a time puts back; the place of a dead one is taken, and of one that takes minutes.
claim() {
	if ! mkdir "$tmp.restorer" 2>/dev/null; then
		[ -s "$tmp.restorer/pid" ] || sleep 1
		other=
		since=0
		[ ! -s "$tmp.restorer/pid" ] || read -r other since <"$tmp.restorer/pid"
		[ "$other" != "$$" ] && alive "$other" && [ $(($(now) - since)) -lt 240 ] && return 1
	fi
	echo "$$ $(now)" >"$tmp.restorer/pid"
}

# Puts back, lets the services read it, and ends.
finish() {
	claim || return 0
	if restore; then
		revive </dev/null >/dev/null 2>&1
	elif [ ! -e "$guard/confirmed" ]; then
		[ ! -e "$guard/restoring" ] || logger -t outpost-guard "putting back failed; trying again"
		return 1
	fi
	gone
	leave
	exit 0
}

# The arming died. Asked in the order of the states: the other supervisor may be going through them just now.
untouched() {
	for state in complete restoring restored; do
		[ ! -e "$guard/$state" ] || return 1
	done
}

expired() {
	last=$(cat "$tmp.beat" 2>/dev/null)
	case $last in
	'' | *[!0-9]*) last=$start ;;
	esac
	window=$(cat "$guard/window" 2>/dev/null)
	case $window in
	'' | *[!0-9]*) window=180 ;;
	esac
	[ $(($(now) - last)) -gt "$window" ]
}

twin() {
	alive "$(cat "$tmp.twin" 2>/dev/null)" ||
		(setsid sh "$home/guard.sh" twin </dev/null >/dev/null 2>&1 &)
}

# procd starts this one again when it is killed; its twin needs no procd.
watch() {
	rm -f "$tmp.$1"
	start=$(now)
	while [ -d "$guard" ]; do
		[ -s "$tmp.$1" ] || echo "$$" >"$tmp.$1"
		if [ -e "$guard/restoring" ] || [ -e "$guard/restored" ]; then
			finish
		elif [ -e "$guard/confirmed" ]; then
			gone
		elif expired && [ -e "$guard/complete" ]; then
			logger -t outpost-guard "nobody confirmed: putting the old configuration back"
			finish
		elif expired && untouched; then
			gone
			leave
		fi
		[ "$1" = twin ] || twin
		sleep 2
	done
	# who cleared away died over it, or is at it just now; a run that arms has its own
	[ -e "$tmp.arming" ] || {
		rm -f "$tmp.$1"
		[ ! -e "$init" ] || {
			gone
			leave
		}
	}
}

verb=${1:-}
case $verb in
copy) copy ;;
watch) watch pid ;;
twin) watch twin ;;
boot)
	# The router restarted with the guard armed: nobody confirmed. Services are not up yet and read what is put back.
	rm -rf "$tmp".*
	restore || [ ! -e "$guard/restoring" ] || exit 1
	gone
	;;
now) finish ;;
gone)
	gone
	leave
	tries=0
	for pid in $supervisors; do
		while alive "$pid" && [ "$tries" -lt 5 ]; do
			tries=$((tries + 1))
			sleep 1
		done
	done
	;;
esac
