# A part of outpost-keeper, which keeper.sh tells of: what was tried, and what helped.
#
# One line for each time that wan fell silent and something was tried: when it ended (s since 1970, by a clock that may not be set), silent for so
# long (s), the rungs, and the one that helped ("?": the router restarts; "nothing": that did not help either). It is kept in RAM; on flash when
# another rung helped than the last time, before a restart, and else once in six hours.

# The rung of step $1: the ladder is climbed from what helped the last time, then from its foot; then there is one a while.
rung() {
	local begin=0
	[ "$1" -lt 6 ] || {
		echo 6
		return
	}
	case $(helped) in
	reset) begin=3 ;;
	port) begin=4 ;;
	reboot) begin=5 ;;
	esac
	echo $(((begin + $1) % 6))
}

helped() {
	sed -n 's/^.* \([a-z]*\)$/\1/p' "$memory" 2>/dev/null | grep -v nothing | tail -n 1
}

# Rung $1 is tried now. A restart of the router before that did not help.
tries_rung() {
	local name=redial
	case $1 in
	0) dials || name=renew ;;
	3) name=reset ;;
	4) name=port ;;
	5)
		[ "$(restarts)" -lt 2 ] || return 0
		name=reboot
		;;
	esac
	settle nothing
	echo "$name" >>"$state.tried"
}

healings() {
	[ -e "$state.history" ] || [ ! -e "$memory" ] || cp "$memory" "$state.history"
	cat "$state.history" 2>/dev/null
}

# One more line; the last twelve stay.
noted_healing() {
	{
		healings
		echo "$1"
	} | tail -n 12 >"$state.history.new"
	mv "$state.history.new" "$state.history"
}

on_flash() {
	cp "$state.history" "$memory.new" && sync && mv "$memory.new" "$memory" && sync
	now >"$state.written"
}

names() {
	tr '\n' ',' <"$state.tried" | sed 's/,$//'
}

# The line of a restart that nobody knew the end of gets it: $1.
settle() {
	case $(healings | tail -n 1) in
	*' ?') ;;
	*) return 0 ;;
	esac
	sed "\$ s/ ?\$/ $1/" "$state.history" >"$state.history.new" && mv "$state.history.new" "$state.history"
	on_flash
}

# wan carries again, $1 s after it fell silent.
remember() {
	local last written
	settle reboot
	[ -s "$state.tried" ] || return 0
	last=$(tail -n 1 "$state.tried")
	noted_healing "$(date +%s) $1 $(names) $last"
	rm -f "$state.tried"
	written=$(cat "$state.written" 2>/dev/null)
	if [ "$last" != "$(helped)" ] || [ -z "$written" ] || [ $(($(now) - written)) -ge 21600 ]; then
		on_flash
	fi
}

# The router restarts, silent for $1 s.
before_reboot() {
	noted_healing "$(date +%s) $1 $(names) ?"
	on_flash
}
