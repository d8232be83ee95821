# An ncm handler that takes "huawei" followed by a carriage return for an unknown manufacturer gets the return taken off, as later releases
# of OpenWrt do by themselves. One that does so already is left alone, and so is one that is written in a way nobody knows.
set -u
file=/lib/netifd/proto/ncm.sh
state=$(handler_state "$file")
if [ "$state" = ill ]; then
	handler_cured "$file" >/tmp/outpost-handler.sh && cat /tmp/outpost-handler.sh >"$file"
	rm -f /tmp/outpost-handler.sh
	state=$(handler_state "$file")
	[ "$state" = cured ] || {
		echo "the handler $file did not take the cure" >&2
		exit 87
	}
fi
[ "$state" != unknown ] || echo "handler unknown"
