# Makes a bare server a relay: packages, a key born here, forwarding, our interface, our table. Prints its public key.
set -u
export DEBIAN_FRONTEND=noninteractive
if [ -n "$PACKAGES" ]; then
    # the list of packages is ours and holds plain names only, parted by blanks
    install="apt-get -y -q --no-install-recommends install $PACKAGES"
    $install >/dev/null 2>&1 || {
        words=$(apt-get -q update 2>&1) || stop "apt-get update: $words" 78
        words=$($install 2>&1) || stop "$install: $words" 78
    }
fi
arm
unchanged
write_files
[ -s "/etc/wireguard/$INTERFACE.key" ] || wg genkey >"/etc/wireguard/$INTERFACE.key"
chmod 600 "/etc/wireguard/$INTERFACE.key"
umask 022
printf '# Outpost: viewers reach cameras through this server\nnet.ipv4.ip_forward = 1\n' >/etc/sysctl.d/90-outpost.conf
sysctl -q -p /etc/sysctl.d/90-outpost.conf || stop "the kernel refuses net.ipv4.ip_forward = 1" 79
printf '%s\n' "$UNIT" >/etc/systemd/system/outpost-guard.service
systemctl daemon-reload
systemctl -q enable outpost-guard.service 2>/dev/null
words=$(systemctl enable "wg-quick@$INTERFACE" 2>&1) || stop "systemctl enable wg-quick@$INTERFACE: $words" 79
if wg show "$INTERFACE" public-key >/dev/null 2>&1; then
    load
else
    words=$(systemctl restart "wg-quick@$INTERFACE" 2>&1) || stop "wg-quick@$INTERFACE does not start: $words" 79
fi
wg pubkey <"/etc/wireguard/$INTERFACE.key"
