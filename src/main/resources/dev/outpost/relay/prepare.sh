# Makes a server a relay, with room for one site: packages, a key born here, the namespace with all that is in it. Prints its public key.
set -u
umask 077
# nobody is there to be asked about an old configuration file, and what else runs there is not restarted for us
export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
# A fresh server is busy with its own updates first. That is waited for in short pieces: apt by itself would wait, and install, for nobody.
apt() { # WORDS
    rounds=22
    until words=$(apt-get -y -q -o DPkg::Lock::Timeout=10 -o Dpkg::Options::=--force-confold --no-install-recommends "$@" 2>&1); do
        rounds=$((rounds - 1))
        case $rounds:$words in
        0:*' lock '*) stop "$words" 83 ;;
        *' lock '*) sleep 1 ;;
        *) return 1 ;;
        esac
        heard
    done
}
if [ -n "$PACKAGES" ]; then
    # the list is ours and holds plain names only, parted by blanks
    lists=
    apt install $PACKAGES || { apt update; lists=$words; apt install $PACKAGES; } || {
        # apt-get update ends well where it fetched nothing, and then no package is known
        away=$(printf '%s\n' "$lists" "$words" | grep 'Failed to fetch' | head -n 1)
        case $away:$words in
        :*'Unable to locate'* | :*'no installation candidate'*) stop "$words" 84 ;;
        *) stop "${away:-$words}" 78 ;;
        esac
    }
fi
conf="/etc/wireguard/$INTERFACE.conf"
units=/etc/systemd/system
undo=bare
if inside wg show "$INTERFACE" public-key >/dev/null 2>&1 && [ "$(cat /etc/outpost/setup 2>/dev/null)" = "$SETUP" ]; then
    undo=load # it stays up
elif [ -e /etc/outpost/setup ]; then
    undo=again
elif [ -e "$conf" ]; then
    undo=wg-quick
fi
set -- /etc/outpost/setup /etc/outpost/relay.sh "$units/outpost-relay.service" "$units/outpost-guard.service" \
    "$units/outpost-renew.service" "$units/outpost-renew.timer"
if [ "$undo" = wg-quick ]; then
    set -- "$@" "$conf" /etc/outpost/outpost.nft /etc/sysctl.d/90-outpost.conf
fi
[ -z "$SITE" ] || set -- "$@" "$site_file"
arm "$undo" "$@"
at_least=0
[ -z "$SITE" ] || take_site
mkdir -p /etc/wireguard
[ -s "/etc/wireguard/$INTERFACE.key" ] || { wg genkey >"/etc/wireguard/$INTERFACE.key"; sync; }
[ -s "/etc/wireguard/$INTERFACE.key" ] || { rm -f "/etc/wireguard/$INTERFACE.key"; failed "$(df -k /etc/wireguard | tail -n 1)" 82; }
chmod 600 "/etc/wireguard/$INTERFACE.key"
if [ "$undo" = wg-quick ]; then
    systemctl -q disable --now "wg-quick@$INTERFACE" 2>/dev/null
    rm -f "$conf" /etc/outpost/outpost.nft /etc/sysctl.d/90-outpost.conf
elif [ "$undo" = again ]; then
    systemctl -q stop outpost-relay
fi
put /etc/outpost/relay.sh "$RELAY" 700
put "$units/outpost-guard.service" "$GUARD_UNIT" 644
put "$units/outpost-relay.service" "$RELAY_UNIT" 644
put "$units/outpost-renew.service" "$RENEW_UNIT" 644
put "$units/outpost-renew.timer" "$RENEW_TIMER" 644
put /etc/outpost/setup "$SETUP" 600
systemctl daemon-reload
systemctl -q enable outpost-guard.service outpost-relay.service outpost-renew.timer 2>/dev/null
if [ "$undo" = load ]; then
    words=$(sh /etc/outpost/relay.sh load "$at_least" ${SITE:+"$SITE"} 2>&1) || failed "$words" 79
else
    systemctl restart outpost-relay 2>/dev/null || failed "outpost-relay does not start: $(sh /etc/outpost/relay.sh up 2>&1)" 79
fi
systemctl -q --no-block start outpost-renew.timer 2>/dev/null
inside wg show "$INTERFACE" public-key >/dev/null 2>&1 || failed "outpost-relay is up without its interface" 79
wg pubkey <"/etc/wireguard/$INTERFACE.key"
