#!/bin/sh
# A small procd: starts what init scripts describe, again and again where they asked for it. The network is the simulator's.
state=/tmp/run/procd
mkdir -p "$state"

supervise() { # NAME FILE: the instances of a service as rc.common wrote them: a line with a word, a line with its value
	respawn=
	set --
	while read -r word && read -r value; do
		case $word in
		command) set -- "$@" "$value" ;;
		respawn) respawn=yes ;;
		esac
	done
	[ $# -gt 0 ] || return 0
	while :; do
		"$@" &
		echo $! >"$state/$name.child"
		wait $!
		[ -n "$respawn" ] || return 0
		sleep 1
	done
}

end() {
	for part in pid child; do
		[ ! -e "$state/$1.$part" ] || kill "$(cat "$state/$1.$part")" 2>/dev/null
		rm -f "$state/$1.$part"
	done
}

name=$2
case $1 in
set)
	if [ "$name" = network ]; then
		[ -e "$state/network.known" ] || /sbin/simulated-procdctl delete network
		: >"$state/network.known"
		exec /sbin/simulated-procdctl set network "$3"
	fi
	end "$name"
	cp "$3" "$state/$name.instances"
	setsid sh "$0" supervise "$name" </dev/null >/dev/null 2>&1 &
	;;
supervise)
	echo $$ >"$state/$name.pid"
	supervise <"$state/$name.instances"
	;;
delete)
	if [ "$name" = network ]; then
		exec /sbin/simulated-procdctl delete network
	fi
	end "$name"
	;;
running) [ -e "$state/$name.pid" ] && kill -0 "$(cat "$state/$name.pid")" 2>/dev/null ;;
devices | system) exec /sbin/simulated-procdctl "$1" ;;
esac
