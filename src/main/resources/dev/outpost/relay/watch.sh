#!/bin/sh
# Puts the relay back as it was before Outpost changed it, unless somebody confirms in time. Written by outpost apply.
# watch INTERFACE RUN: waits for the deadline. watch INTERFACE boot: puts back at once.
guard=/etc/outpost/guard
conf="/etc/wireguard/$1.conf"
while [ "$2" != boot ]; do
    [ -e "$guard/armed" ] && [ "$(cat "$guard/run")" = "$2" ] || exit 0
    read -r up rest </proc/uptime
    [ "${up%.*}" -lt "$(cat "$guard/deadline")" ] || break
    sleep 1
done
[ -e "$guard/armed" ] || exit 0
run=$(cat "$guard/run")
rm -rf /etc/outpost/sites
[ ! -d "$guard/old/sites" ] || cp -p -r "$guard/old/sites" /etc/outpost/sites
if [ -e "$guard/old/conf" ] && [ -e "$guard/old/nft" ]; then
    cp -p "$guard/old/nft" /etc/outpost/outpost.nft
    cp -p "$guard/old/conf" "$conf"
    if [ "$2" != boot ]; then
        systemctl restart "wg-quick@$1"
    fi
else
    systemctl disable "wg-quick@$1"
    [ "$2" = boot ] || systemctl stop "wg-quick@$1"
    nft delete table inet outpost 2>/dev/null
    rm -f "$conf" /etc/outpost/outpost.nft
fi
echo "rolled-back $run" >/etc/outpost/last
rm -rf "$guard"
sync
