# Tells a HiLink stick before wan to lead what comes from outside to this router, or to do so no more, and reads it back. DOOR: dmz or full-cone;
# ON: 1 or 0. What nobody answers for is not there to be shut.
set -u
fail() {
	echo "$1" >&2
	exit 99
}
host=$(stick)
own=$(status '@["ipv4-address"][0].address' | head -n 1)
case $host/$own in
/* | */ | *[!0-9./]*)
	[ "$ON" = 1 ] || exit 0
	fail "wan has no address and no stick before it"
	;;
esac
case $DOOR in
dmz)
	path=/api/security/dmz
	word=DmzStatus
	body="<DmzStatus>$ON</DmzStatus><DmzIPAddress>$own</DmzIPAddress>"
	;;
*)
	path=/api/security/nat
	word=NATType
	body="<NATType>$ON</NATType>"
	;;
esac
said=$(hilink "$host" "$path" "<?xml version=\"1.0\" encoding=\"UTF-8\"?><request>$body</request>")
case $said in
*'<response>OK</response>'*) ;;
*)
	[ "$ON$said" != 0 ] || exit 0
	fail "the stick at $host refuses $path: error $(printf '%s\n' "$said" | element code)"
	;;
esac
said=$(hilink "$host" "$path")
[ "$(printf '%s\n' "$said" | element "$word")" = "$ON" ] || fail "the stick at $host says OK to $path and does not do it"
[ "$DOOR/$ON" != dmz/1 ] || [ "$(printf '%s\n' "$said" | element DmzIPAddress)" = "$own" ] || fail "the DMZ of the stick at $host leads elsewhere than $own"
exit 0
