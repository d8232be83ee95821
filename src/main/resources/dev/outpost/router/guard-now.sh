# Puts the old configuration back now, detached: the network goes down on the way.
root=${OUTPOST_ROOT:-}
guard=$root/etc/outpost/guard
[ -e "$guard/complete" ] || [ -e "$guard/restoring" ] || [ -e "$guard/restored" ] || exit 0
[ "$(cat "$guard/run")" = "$RUN" ] || {
	echo "armed by run $(cat "$guard/run")" >&2
	exit 75
}
(setsid sh -c "sleep 1; sh '$root/etc/outpost/guard.sh' now" </dev/null >/dev/null 2>&1 &)
exit 0
