# Puts the old configuration back now, detached: the network goes down on the way.
root=${OUTPOST_ROOT:-}
[ -e "$root/etc/outpost/guard/complete" ] || exit 0
[ "$(cat "$root/etc/outpost/guard/run")" = "$RUN" ] || {
	echo "armed by run $(cat "$root/etc/outpost/guard/run")" >&2
	exit 75
}
cp "$root/etc/outpost/guard.sh" "$root/tmp/outpost-guard-now.sh"
setsid sh -c "sleep 1; sh '$root/tmp/outpost-guard-now.sh' now; rm -f '$root/tmp/outpost-guard-now.sh'" </dev/null >/dev/null 2>&1 &
