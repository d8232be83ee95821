# Arms the guard for run RUN with a window of WINDOW seconds. GUARD and INIT are the texts of its two files, EXTRA names more files that
# the run may change, one a line. The supervisor and the boot hook stand before the copy is begun: they clean up where this dies.
set -u
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
home=$root/etc/outpost
guard=$home/guard
init=$root/etc/init.d/outpost-guard
tmp=$root/tmp/outpost-guard
fail() {
	rm -rf "$tmp.arming"
	echo "$1" >&2
	exit "$2"
}
undo() {
	rm -rf "$guard"
	"$root/etc/init.d/outpost-guard" stop >/dev/null 2>&1
	rm -f "$root/etc/rc.d/S18outpost-guard" "$init" "$home/guard.sh" "$home/guard.sh.new" "$tmp.beat" "$tmp.batch" "$tmp.pid"
	rmdir "$home" 2>/dev/null
	fail "$1" "$2"
}
umask 077
tries=0
read -r up rest <"$proc/uptime"
up=${up%%.*}
until mkdir "$tmp.arming" 2>/dev/null; do
	owner=
	since=$up
	[ ! -e "$tmp.arming/run" ] || read -r owner since <"$tmp.arming/run"
	[ "$owner" != "$RUN" ] && [ $((up - ${since:-$up})) -le 60 ] || break
	tries=$((tries + 1))
	[ "$tries" -le 20 ] || {
		echo "run ${owner:-of another laptop} is arming it just now" >&2
		exit 75
	}
	sleep 1
done
echo "$RUN $up" >"$tmp.arming/run"
for state in complete restoring restored; do
	[ -e "$guard/$state" ] || continue
	owner=$(cat "$guard/run")
	[ "$owner" = "$RUN" ] && [ $state = complete ] || fail "armed by run $owner" 75
	rm -rf "$tmp.arming"
	exit 0
done
rm -rf "$guard"
rm -f "$home/last" "$tmp.last"
mkdir -p "$home" || undo "no room for the guard" 76
# the boot hook first: without guard.sh it takes itself away; guard.sh last and whole, as the hook would run half of it too
printf '%s\n' "$INIT" >"$init"
chmod 755 "$init"
[ "$(cat "$init")" = "$INIT" ] || undo "no room for the guard" 76
"$root/etc/init.d/outpost-guard" enable
printf '%s\n' "$GUARD" >"$home/guard.sh.new"
[ "$(cat "$home/guard.sh.new")" = "$GUARD" ] || undo "no room for the guard" 76
mv "$home/guard.sh.new" "$home/guard.sh"
echo "$up" >"$tmp.beat"
rm -f "$tmp.pid"
mkdir "$guard" || undo "no room for the guard" 76
echo "$RUN" >"$guard/run"
echo "$WINDOW" >"$guard/window"
printf '%s' "${EXTRA:-}" >"$guard/extra"
[ "$(cat "$guard/run")$(cat "$guard/window")$(cat "$guard/extra")" = "$RUN$WINDOW${EXTRA:-}" ] || undo "no room for the guard" 76
"$root/etc/init.d/outpost-guard" start
words=$(sh "$home/guard.sh" copy 2>&1) || undo "${words:-no room for a copy of the configuration}" 76
sync
tries=0
until [ -s "$tmp.pid" ] && kill -0 "$(cat "$tmp.pid")"; do
	tries=$((tries + 1))
	[ "$tries" -le 20 ] || undo "the supervisor does not start" 77
	sleep 1
done
[ -e "$root/etc/rc.d/S18outpost-guard" ] || undo "the boot hook is not there" 77
[ "$(cat "$guard/run")" = "$RUN" ] || fail "armed by run $(cat "$guard/run")" 75
: >"$guard/complete"
[ -e "$guard/complete" ] || undo "no room for the guard's mark" 76
sync
rm -rf "$tmp.arming"
