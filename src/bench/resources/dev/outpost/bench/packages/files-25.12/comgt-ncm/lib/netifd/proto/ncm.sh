#!/bin/sh
# The virtual bench's own stub: its netifd plays the kind ncm as its handlers.txt says, and asks the function below for the modem's
# maker. As since 25.12, a carriage return ends a line, and a missing device is told once.
proto_ncm_setup() {
	local device manufacturer
	json_get_vars device
	manufacturer=$(gcom -d "$device" -s /etc/gcom/getcardinfo.gcom | tr '\r' '\n' | grep '^[A-Za-z"]' | grep -v '^AT' | head -n 1 | cut -d ' ' -f 1 | tr 'A-Z' 'a-z')
	json_select "$manufacturer"
}
[ -n "$INCLUDE_ONLY" ] || exec /lib/netifd/modem-handler "$@" quiet
