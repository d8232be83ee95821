#!/bin/sh
# As much of systemd as the relay's scripts ask of it: units of type oneshot, and what is enabled, as files in /run. A socket says "open" to
# everybody, whatever its list of sources: so it is where the kernel has no control groups to judge by.
state=/run/units
mkdir -p "$state"
socket() { # VERB NAME
    case $1 in
    is-active) [ -e "$state/$2.listens" ] || exit 3 ;;
    start)
        port=$(sed -n 's/^ListenStream=//p' "/run/systemd/system/$2.socket")
        setsid busybox nc -ll -p "$port" -e busybox echo open </dev/null >/dev/null 2>&1 &
        echo $! >"$state/$2.listens"
        ;;
    stop)
        [ ! -e "$state/$2.listens" ] || kill "$(cat "$state/$2.listens")"
        rm -f "$state/$2.listens"
        ;;
    esac
}
verb=''
now=''
for word in "$@"; do
    case $word in
    --now) now=yes ;;
    -*) ;;
    *)
        if [ -z "$verb" ]; then
            verb=$word
            continue
        fi
        case $word in
        *.socket)
            socket $verb "${word%.socket}"
            continue
            ;;
        esac
        unit=${word%.service}
        file=/etc/systemd/system/$unit.service
        case $verb in
        enable) : >"$state/$unit.enabled" ;;
        disable)
            rm -f "$state/$unit.enabled"
            [ -z "$now" ] || rm -f "$state/$unit.active"
            ;;
        is-enabled) [ -e "$state/$unit.enabled" ] && echo enabled || exit 1 ;;
        is-active) [ -e "$state/$unit.active" ] || exit 3 ;;
        start | restart | stop)
            if [ "$verb" != start ] && [ -e "$state/$unit.active" ]; then
                $(sed -n 's/^ExecStop=//p' "$file") >/dev/null 2>&1
                rm -f "$state/$unit.active"
            fi
            [ "$verb" = stop ] || [ -e "$state/$unit.active" ] || [ ! -e "$file" ] || {
                $(sed -n 's/^ExecStart=//p' "$file") >/dev/null 2>&1 || exit 1
                : >"$state/$unit.active"
            }
            ;;
        esac
        ;;
    esac
done
exit 0
