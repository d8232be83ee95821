# Looks at a server that is, or shall become, a relay. Changes nothing, shows no private key.
section() { printf '== %s\n' "$1"; }
has() { command -v "$1" >/dev/null 2>&1; }
section user; id -u
section os; [ ! -r /etc/os-release ] || . /etc/os-release; echo "${ID:-unknown} ${VERSION_ID:-}"
section packages; dpkg-query -W -f '${Package} ${Status}\n' nftables wireguard-tools 2>/dev/null
section forward; cat /proc/sys/net/ipv4/ip_forward
section wireguard; if has wg; then wg show interfaces; fi
section key; if has wg && [ -s "/etc/wireguard/$INTERFACE.key" ]; then wg pubkey <"/etc/wireguard/$INTERFACE.key"; fi
section live; if has wg; then wg show "$INTERFACE" public-key 2>/dev/null; fi
section allowed; if has wg; then wg show "$INTERFACE" allowed-ips 2>/dev/null; fi
section handshakes; if has wg; then wg show "$INTERFACE" latest-handshakes 2>/dev/null; fi
section endpoints; if has wg; then wg show "$INTERFACE" endpoints 2>/dev/null; fi
section tables; if has nft; then nft list tables; fi
section chains; if has nft; then nft list chains; fi
section files; for file in "/etc/wireguard/$INTERFACE.conf" /etc/outpost/outpost.nft; do
    [ ! -e "$file" ] || sha256sum "$file"
done
section generation; cat /etc/outpost/sites/* 2>/dev/null | sha256sum | cut -d ' ' -f 1
section enabled; if has systemctl; then systemctl is-enabled "wg-quick@$INTERFACE" 2>/dev/null; fi
section ports; if has ss; then ss -H -l -n -t -u; fi
section guard; cat /etc/outpost/guard/run 2>/dev/null
section last; cat /etc/outpost/last 2>/dev/null
section clock; date -u +%s
section sites; for file in /etc/outpost/sites/*; do
    [ ! -f "$file" ] || cat "$file"
done
exit 0
