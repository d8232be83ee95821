# Waits until the guard has put the old configuration of run RUN back, and says how that ended.
root=${OUTPOST_ROOT:-}
tmp=$root/tmp/outpost-guard
tries=0
while [ -e "$root/etc/outpost/guard/run" ]; do
	tries=$((tries + 1))
	[ "$tries" -le 50 ] || {
		cat "$tmp.trouble" >&2 2>/dev/null || echo "the guard is still at it" >&2
		exit 78
	}
	sleep 1
done
words=$(cat "$root/etc/outpost/last" "$tmp.last" 2>/dev/null | grep "failed $RUN") || exit 0
echo "${words#* }" >&2
exit 78
