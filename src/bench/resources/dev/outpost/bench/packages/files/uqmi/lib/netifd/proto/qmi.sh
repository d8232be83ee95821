#!/bin/sh
# The virtual bench's own stub: its netifd plays the kind qmi as its handlers.txt says.
exec /lib/netifd/modem-handler "$@"
