#!/bin/sh
# Hands one call of a program that Debian does not have to the simulator, and brings its output and its status back.
call=/dev/field/call.$$
mkdir "$call" && mkfifo "$call/status" || exit 125
printf '%s\0' "$PWD" "$0" "$@" >"$call/words"
cat /proc/self/environ >"$call/environment"
name=${0##*/}
case "$name $* " in
"uci "*" batch "* | "uci batch "* | "uci "*" import "* | "uci import "* | "wg pubkey"* | "wg set"*/dev/stdin* | "nft -f -"* | "nft -c -f -"*) cat >"$call/stdin" ;;
"jsonfilter "*)
	case " $* " in
	*" -i "* | *" -s "*) ;;
	*) cat >"$call/stdin" ;;
	esac
	;;
"ubus call service delete "*) /sbin/procdctl delete "$(echo "$4" | sed 's/.*"name" *: *"\([^"]*\)".*/\1/')" ;;
esac
echo "${call##*/}" >/dev/field/calls
read -r status <"$call/status"
cat "$call/stdout"
cat "$call/stderr" >&2
rm -rf "$call"
exit "$status"
