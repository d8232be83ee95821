#!/bin/busybox sh
# Its fd 0 and 1 are a TCP connection to the emulator. Asks for the device in socket $BUSID; the answer comes when one is plugged in. Hands
# the connection to the kernel and ends when the device is gone. USB/IP: OP_REQ_IMPORT, header and a name of 32 bytes.
vhci=/sys/devices/platform/vhci_hcd.0
port=$((${BUSID#1-} - 1))

printf '\001\021\200\003\000\000\000\000'
printf '%s' "$BUSID" | dd bs=32 count=1 conv=sync 2>/dev/null
reply=$(dd bs=1 count=320 2>/dev/null | od -An -v -tu1 | tr -s ' \n' ' ')
# shellcheck disable=SC2086
set -- $reply
[ "$#" = 320 ] && [ "$8" = 0 ] || exit 1
shift 296 # bus number, device number, speed: four bytes each
devid=$((($3 << 24) + ($4 << 16) + ($7 << 8) + $8))
# the number of a file is this process's own: only the shell's builtin may write it
echo "$port 0 $devid ${12}" >"$vhci/attach" || exit 1
exec 0</dev/null 1>/dev/null # the kernel holds it now
while [ "$(sed -n "s/^hs *000$port *\([0-9]*\) .*/\1/p" "$vhci/status")" != 004 ]; do
    sleep 0.05
done
