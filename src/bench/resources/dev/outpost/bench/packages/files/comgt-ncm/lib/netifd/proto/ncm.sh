#!/bin/sh
# The virtual bench's own stub: its netifd plays the kind ncm as its handlers.txt says, and asks the function below for the modem's
# maker. As up to 24.10, a carriage return stays with the name.
proto_ncm_setup() {
	local device manufacturer
	json_get_vars device
	manufacturer=$(gcom -d "$device" -s /etc/gcom/getcardinfo.gcom | grep '^[A-Za-z"]' | grep -v '^AT' | head -n 1 | cut -d ' ' -f 1 | tr 'A-Z' 'a-z')
	json_select "$manufacturer"
}
[ -n "$INCLUDE_ONLY" ] || exec /lib/netifd/modem-handler "$@"
