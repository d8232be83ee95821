# Looks at a server that is, or shall become, a relay. Changes nothing, shows no private key.
section() { printf '== %s\n' "$1"; }
has() { command -v "$1" >/dev/null 2>&1; }
inside() {
    if [ -e /run/netns/outpost ]; then ip netns exec outpost "$@"; else "$@"; fi
}
shown() { ! has wg || inside wg show "$INTERFACE" "$1" 2>/dev/null; }
section user; id -u
section os; [ ! -r /etc/os-release ] || . /etc/os-release; echo "${ID:-unknown} ${VERSION_ID:-}"
section packages; dpkg-query -W -f '${Package} ${Status}\n' nftables wireguard-tools 2>/dev/null
section namespaces; if [ -e /run/netns/outpost ] || unshare --net true 2>/dev/null; then echo yes; else echo no; fi
section wireguard; if has wg; then wg show interfaces; fi
section key; if has wg && [ -s "/etc/wireguard/$INTERFACE.key" ]; then wg pubkey <"/etc/wireguard/$INTERFACE.key"; fi
section live; shown public-key
section allowed; shown allowed-ips
section handshakes; shown latest-handshakes | while read -r key stamp; do
    # one that was made anew has forgotten when it was heard
    [ "$stamp" != 0 ] || stamp=$(cat "/run/outpost/heard/$(echo "$key" | tr / _)" 2>/dev/null)
    echo "$key ${stamp:-0}"
done
section endpoints; shown endpoints
section transfer; shown transfer
section loaded; if has nft; then inside nft list tables; fi
section tables; if has nft; then nft list tables; fi
section judged
rules=''
if ! has nft || ! rules=$(nft list ruleset 2>/dev/null); then
    # an old nft may not print what a newer program has loaded, and a bare server may have none
    [ ! -d /sys/module/nf_tables ] || { ! has nft && iptables -S >/dev/null 2>&1; } || echo unread
fi
printf '%s\n' "$rules" | grep -E 'table |chain |hook (input|forward)|accept|reject|drop' | head -n 4000
section legacy
if has iptables-legacy && [ -e /proc/net/ip_tables_names ]; then iptables-legacy -S 2>/dev/null; fi
has nft || iptables -S 2>/dev/null
section keepers
has nft || ! has iptables || echo iptables
! grep -q '^ENABLED=yes' /etc/ufw/ufw.conf 2>/dev/null || echo ufw
! has systemctl || ! systemctl -q is-active firewalld || echo firewalld
section routes; ! has ip || ip -4 route show
section setup; cat /etc/outpost/setup 2>/dev/null
section files; for file in /etc/outpost/relay.sh /etc/systemd/system/outpost-relay.service /etc/systemd/system/outpost-guard.service \
    /etc/systemd/system/outpost-renew.service /etc/systemd/system/outpost-renew.timer "/etc/wireguard/$INTERFACE.conf"; do
    [ ! -e "$file" ] || sha256sum "$file"
done
section enabled; if has systemctl; then systemctl is-enabled outpost-relay 2>/dev/null; fi
section ports; if has ss; then ss -H -l -n -t -u; fi
section guard; cat /etc/outpost/guard/run 2>/dev/null
section last; cat /etc/outpost/last 2>/dev/null
section clock; date -u +%s
section sites; for file in /etc/outpost/sites/*; do
    [ -f "$file" ] || continue
    echo "file ${file##*/}"
    while IFS= read -r line || [ -n "$line" ]; do printf '%s\n' "$line"; done <"$file"
done
exit 0
