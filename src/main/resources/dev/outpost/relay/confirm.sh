# The server still answers after the change: nothing is put back.
[ "$(cat /etc/outpost/guard/run 2>/dev/null)" = "$RUN" ] || {
    [ "$(cat /etc/outpost/last 2>/dev/null)" != "rolled-back $RUN" ] || {
        echo "rolled back" >&2
        exit 80
    }
    exit 0
}
rm -f /etc/outpost/guard/armed
rm -rf /etc/outpost/guard /etc/outpost/last
