#!/bin/sh
# Puts the relay back as it was before Outpost changed it, unless somebody confirms in time. Written by outpost apply.
# watch RUN wait: when the time is up. watch RUN now: at once. watch RUN boot: at once, before the relay comes up.
guard=/etc/outpost/guard
while [ "$2" = wait ]; do
    [ -e "$guard/armed" ] && [ "$(cat "$guard/run")" = "$1" ] || exit 0
    read -r up rest </proc/uptime
    [ "${up%.*}" -lt "$(cat "$guard/deadline")" ] || break
    sleep 1
done
# one of all who may come here wins; a server that lost its power in the middle goes on at boot
mv "$guard/armed" "$guard/restoring" 2>/dev/null || { [ "$2" = boot ] && [ -e "$guard/restoring" ]; } || exit 0
run=$(cat "$guard/run")
undo=$(cat "$guard/undo")
case $undo in
load) ;;
*)
    [ "$2" = boot ] || systemctl -q stop outpost-relay
    [ "$2" = boot ] || sh /etc/outpost/relay.sh down # one that failed to start has no state to be stopped from
    ;;
esac
while read -r copy path; do
    if [ "$copy" = - ]; then
        rm -f "$path"
    else
        { ln "$guard/$copy" "$path.back" 2>/dev/null || cp -p "$guard/$copy" "$path.back"; } && mv -f "$path.back" "$path"
    fi
done <"$guard/kept"
sync
sites=$(sed -n 's|.* /etc/outpost/sites/||p' "$guard/kept")
case $undo in
load) [ "$2" = boot ] || sh /etc/outpost/relay.sh load 0 $sites ;;
again) [ "$2" = boot ] || systemctl -q start outpost-relay ;;
bare)
    systemctl -q disable --now outpost-renew.timer 2>/dev/null
    systemctl -q disable outpost-relay 2>/dev/null
    ;;
wg-quick)
    systemctl -q disable --now outpost-renew.timer 2>/dev/null
    systemctl -q disable outpost-relay 2>/dev/null
    systemctl -q enable wg-quick@outpost0 2>/dev/null
    systemctl -q --no-block start wg-quick@outpost0
    ;;
esac
[ "$2" = now ] || echo "rolled-back $run" >/etc/outpost/last
rm -f "$guard/restoring"
sync
rm -rf "$guard"
