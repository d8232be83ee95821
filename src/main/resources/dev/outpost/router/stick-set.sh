# Tells a HiLink stick before wan to lead what comes from outside to this router, or to do again what it did before, and reads it back. DOOR: dmz or
# full-cone; ON: 1 or 0. What it did is noted first, where the guard puts nothing back: only what was opened here is ever shut, and only where nobody
# set it to something else since. What nobody answers for is not there to be shut.
set -u
note=${root:-}/etc/outpost/stick-$DOOR
fail() {
	echo "$1" >&2
	exit 99
}
noted() {
	sed -n "s/^.option $1 '\([0-9. ]*\)'\$/\1/p" "$note" 2>/dev/null
}
keep() { # what it leads to, and what it did before; whole or not at all
	mkdir -p "${note%/*}"
	printf "config stick 'stick_%s'\n\toption opened '%s'\n\toption leads '%s'\n\toption before '%s'\n" \
		"$(echo "$DOOR" | sed 's/-/_/')" "$DOOR" "$1" "$2" >"${note%/*}/.stick"
	grep -q "option before '$2'" "${note%/*}/.stick" || fail "no room for a note of what the stick did before"
	mv "${note%/*}/.stick" "$note"
	sync
}
forget() {
	rm -f "$note"
	rmdir "${note%/*}" 2>/dev/null
}
does() { # its setting, and whom its DMZ leads to
	set -- "$(printf '%s\n' "$1" | element "$word")" "$(printf '%s\n' "$1" | element DmzIPAddress)"
	echo "$1${2:+ $2}"
}
host=$(stick)
own=$(status '@["ipv4-address"][0].address' | head -n 1)
case $host/$own in
/* | */ | *[!0-9./]*)
	[ "$ON" = 1 ] || { forget; exit 0; }
	fail "wan has no address and no stick before it"
	;;
esac
case $DOOR in
dmz)
	path=/api/security/dmz
	word=DmzStatus
	wanted="1 $own"
	;;
*)
	path=/api/security/nat
	word=NATType
	wanted=1
	;;
esac
said=$(hilink "$host" "$path")
was=$(does "$said")
ours=$(noted leads)
before=$(noted before)
if [ "$ON" = 1 ]; then
	[ "$was" != "$wanted" ] || exit 0
	if [ -z "$ours" ] || [ "$was" != "$ours" ]; then before=${was:-0}; fi
	keep "$wanted" "$before"
else
	case $said in
	*'<error>'*) fail "the stick at $host refuses $path: error $(printf '%s\n' "$said" | element code)" ;;
	esac
	if [ -z "$ours" ] || [ "$was" != "$ours" ]; then
		forget
		exit 0
	fi
	wanted=${before:-0}
fi
to=$own
case $wanted in
*' '*) to=${wanted#* } ;;
esac
body="<$word>${wanted%% *}</$word>"
[ "$DOOR" != dmz ] || body="$body<DmzIPAddress>$to</DmzIPAddress>"
said=$(hilink "$host" "$path" "<?xml version=\"1.0\" encoding=\"UTF-8\"?><request>$body</request>")
now=$(does "$(hilink "$host" "$path")")
case $now in
"$wanted" | "$wanted "*)
	[ "$ON" = 1 ] || forget
	exit 0
	;;
esac
if [ -n "$ours" ] && [ "$now" = "$ours" ]; then
	keep "$ours" "$before"
elif [ "$now" = "$was" ]; then
	forget
fi
case $said in
*'<response>OK</response>'*) ;;
*) fail "the stick at $host refuses $path: error $(printf '%s\n' "$said" | element code)" ;;
esac
[ "${now%% *}" = "${wanted%% *}" ] || fail "the stick at $host says OK to $path and does not do it"
fail "the DMZ of the stick at $host leads elsewhere than $to"
