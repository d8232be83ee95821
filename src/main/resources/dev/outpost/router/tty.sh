# One talk with the serial port TTY of this router. Each line on stdin is written to the port with a carriage return behind it; what
# the port says goes to stdout, what happens to stderr: ready, written, gone, missing, or busy and who holds it. Ends with its stdin,
# or after LEASE seconds without a line: nothing is left running when the session is cut, however it was cut.
#
# There is no stty here. The shell's "read -s -n" switches echo and line mode of a terminal off, and one that is killed in the middle
# cannot switch them on again; a USB serial port keeps its settings until it is unplugged.
say() {
	echo "$1" >&2
}
[ -c "$TTY" ] || {
	say missing
	exit 0
}
for fd in /proc/[0-9]*/fd/*; do
	[ "$fd" -ef "$TTY" ] || continue
	pid=${fd#/proc/}
	pid=${pid%%/*}
	name=
	read -r name <"/proc/$pid/comm"
	say "busy held by ${name:-a program} (pid $pid)"
	exit 0
done
rounds=0
silent=
while [ -z "$silent" ] && [ "$rounds" -lt 5 ]; do
	rounds=$((rounds + 1))
	# ash has both options, dash has not
	# shellcheck disable=SC3045
	(IFS= read -r -s -n 4000 _) <"$TTY" &
	child=$!
	looks=0
	# it has the port and waits for bytes: then the settings are made
	while [ "$looks" -lt 3000 ]; do
		looks=$((looks + 1))
		state=S
		read -r _ _ state _ <"/proc/$child/stat" || break
		[ "$state" != Z ] || break
		[ "$state" != S ] || [ ! "/proc/$child/fd/0" -ef "$TTY" ] || break
	done 2>/dev/null
	if [ "$state" = S ] && [ "$looks" -lt 3000 ]; then
		silent=yes
		exec 3<>"$TTY"
	fi
	kill -9 "$child"
	wait "$child"
done 2>/dev/null
[ -n "$silent" ] || {
	say "refused it cannot be opened"
	exit 0
}
dd bs=512 <&3 2>/dev/null &
reader=$!
writer=
trap 'kill -9 $reader $writer 2>/dev/null; exit 0' EXIT HUP TERM PIPE
say ready
# ash has both options, dash has not
# shellcheck disable=SC3045
while IFS= read -r -t "$LEASE" line; do
	[ -z "$writer" ] || wait "$writer"
	(if printf '%s\r' "$line" >&3; then say written; else say gone; fi) &
	writer=$!
done
