#!/bin/sh
# Outpost: this server as a relay. Written by outpost apply.
# relay.sh up: at boot; load LEAST SITE...: after these sites' files have changed, refusing fewer than LEAST peers; down;
# renew: once a minute, for routers whose clock went back.
# The files in /etc/outpost/sites are the truth: peers, packet filter and public ports follow from them, in /run alone.
set -u
umask 077
here=/etc/outpost
run=/run/outpost
derived=$run/sites
units=/run/systemd/system
[ -r "$here/setup" ] || exit 0
. "$here/setup" # INTERFACE LISTEN TUNNEL PREFIX ADDRESS HOST_END MODE

fail() { # WORDS
    echo "$1" >&2
    exit 1
}

inside() {
    if [ "$MODE" = namespace ]; then ip netns exec outpost "$@"; else "$@"; fi
}

ip_inside() {
    if [ "$MODE" = namespace ]; then ip -n outpost "$@"; else ip "$@"; fi
}

# --- from the sites' files

is_address() {
    case $1 in *[!0-9.]* | .* | *. | *..*) return 1 ;; esac
    before=$IFS
    IFS=.
    set -- $1
    IFS=$before
    [ $# -eq 4 ] && is_byte "$1" && is_byte "$2" && is_byte "$3" && is_byte "$4"
}

is_byte() {
    case $1 in ????*) return 1 ;; esac
    [ "$1" -le 255 ]
}

is_network() {
    is_address "${1%/*}" && case ${1#*/} in [0-9] | [12][0-9] | 3[0-2]) ;; *) return 1 ;; esac
}

is_key() {
    case $1 in
    *[!A-Za-z0-9+/=]*) return 1 ;;
    ???????????????????????????????????????????=) ;;
    *) return 1 ;;
    esac
}

is_port() {
    case $1 in '' | *[!0-9]* | ??????*) return 1 ;; esac
    [ "$1" -ge 1 ] && [ "$1" -le 65535 ]
}

line() { # WORDS OF A SITE'S FILE: what follows from them; fails where they make no sense
    case $1 in
    block)
        is_network "$2" || return 1
        block=$2
        ;;
    router)
        is_address "$2" || return 1
        router=$2
        [ "$3" = - ] || { is_key "$3" && [ -n "$block" ] && echo "peer $3 $block"; }
        ;;
    camera)
        is_address "$3" || return 1
        cameras="$cameras $3"
        ;;
    viewer | admin | verifier)
        is_address "$3" && is_key "$4" || return 1
        echo "peer $4 $3/32"
        for camera in $cameras; do echo "view $3 . $camera"; done
        [ "$1" != admin ] || [ -z "$router" ] || echo "admin $3 . $router"
        ;;
    public)
        is_port "$2" && is_address "$3" && is_port "$4" || return 1
        for source in $5; do is_network "$source" || return 1; done
        echo "published $3 . $4"
        echo "public $2 $3 $4 $5"
        case " $5 " in
        '  ' | *'/0 '*) ;; # everybody may come
        *)
            echo "chosen $2"
            for source in $5; do echo "source $2 $source"; done
            ;;
        esac
        ;;
    esac
}

derive() { # SITE
    block='' router='' cameras='' whole=yes
    to=$derived/$1
    [ ! -e "$to" ] || to=$run/new
    while read -r word one two three more; do
        line "${word:-#}" "$one" "$two" "$three" "$more" || {
            whole=no
            echo "$1: $word $one $two" >>"$run/broken"
        }
    done <"$here/sites/$1" >"$to"
    # what was derived from a file before somebody broke it goes on
    if [ "$to" = "$run/new" ] && [ "$whole" = yes ]; then mv "$to" "$derived/$1"; fi
}

derive_all() { # SITE...: those, and whatever was never derived
    mkdir -p "$derived"
    : >"$run/broken"
    for changed in "$@"; do
        [ ! -e "$here/sites/$changed" ] || derive "$changed"
    done
    for file in "$here"/sites/*; do
        [ ! -f "$file" ] || [ -e "$derived/${file##*/}" ] || case ${file##*/} in *[!a-z0-9-]*) ;; *) derive "${file##*/}" ;; esac
    done
    for file in "$derived"/*; do
        [ -e "$here/sites/${file##*/}" ] || rm -f "$file"
    done
    : >"$derived/.none"
    cat "$derived/.none" "$derived"/* >"$run/all" 2>/dev/null
    {
        printf '[Interface]\nListenPort = %s\n' "$LISTEN"
        sed -n 's/^peer \([^ ]*\) \(.*\)/[Peer]\nPublicKey = \1\nAllowedIPs = \2/p' "$run/all"
    } >"$run/peers"
    filter >"$run/filter"
}

# --- the packet filter

members() { # SET TYPE
    printf '\tset %s {\n\t\ttype %s\n' "$1" "$2"
    sed -n "s/^$3 \\(.*\\)/\\1/p" "$run/all" >"$run/members"
    if [ -s "$run/members" ]; then
        printf '\t\telements = {\n'
        sed 's/$/,/' "$run/members"
        printf '\t\t}\n'
    fi
    printf '\t}\n\n'
}

# The size of segments is set before anything is accepted: a SYN that was let through already is never clamped.
between() {
    cat <<END
		tcp flags syn tcp option maxseg size set rt mtu
		ct state established,related accept
		iifname "$INTERFACE" oifname "$INTERFACE" ip saddr . ip daddr @may_view accept
		iifname "$INTERFACE" oifname "$INTERFACE" ip saddr . ip daddr @may_admin tcp dport 22 accept
END
}

filter() {
    printf 'table inet outpost {\n}\ndelete table inet outpost\ntable inet outpost {\n'
    members may_view 'ipv4_addr . ipv4_addr' view
    members may_admin 'ipv4_addr . ipv4_addr' admin
    members published 'ipv4_addr . inet_service' published
    if [ "$MODE" = namespace ]; then alone; else among_others; fi
    printf '}\n'
}

# Nobody else lives in the namespace: what is not named is dropped.
alone() {
    cat <<END
	chain forward {
		type filter hook forward priority filter; policy drop;
$(between)
		iifname "host" oifname "$INTERFACE" accept
	}

	chain input {
		type filter hook input priority filter; policy drop;
		ct state established,related accept
		icmp type echo-request accept
	}

	chain output {
		type filter hook output priority filter; policy drop;
		ct state established,related accept
		ip protocol icmp accept
		oifname "$INTERFACE" ip daddr . tcp dport @published accept
	}

	chain postrouting {
		type nat hook postrouting priority srcnat; policy accept;
		oifname "$INTERFACE" ip saddr $HOST_END masquerade
	}
END
}

# Where no namespace may be made: our table judges only what passes our own interface.
among_others() {
    cat <<END
	chain forward {
		type filter hook forward priority filter; policy accept;
		iifname != "$INTERFACE" oifname != "$INTERFACE" accept
$(between)
		drop
	}

	chain input {
		type filter hook input priority filter; policy accept;
		iifname != "$INTERFACE" accept
		ct state established,related accept
		icmp type echo-request accept
		drop
	}
END
}

# --- what is open to the internet: a socket in the host with its list of sources, a proxy behind it

# systemd keeps to a list of sources where the kernel lets it judge packets by control group, and opens to everybody where not, as in many
# containers. So a table of ours judges the same before the socket does. It sees what is for the host itself, and speaks of our own ports alone.
choose() {
    if ! grep -q '^chosen ' "$run/all"; then
        nft delete table inet outpost_public 2>/dev/null
        return 0
    fi
    {
        printf 'table inet outpost_public {\n}\ndelete table inet outpost_public\ntable inet outpost_public {\n'
        members ports inet_service chosen
        printf '\tchain arriving {\n\t\ttype filter hook input priority -10; policy accept;\n'
        printf '\t\tmeta l4proto != tcp accept\n\t\ttcp dport != @ports accept\n'
        sed -n 's/^source \([^ ]*\) \(.*\)/\t\ttcp dport \1 ip saddr \2 accept/p' "$run/all"
        printf '\t\tdrop\n\t}\n}\n'
    } >"$run/choice"
    nft -f "$run/choice"
}

publish() { # fails where strangers cannot be kept out of a port that is for some: it is not opened then
    mkdir -p "$units"
    fresh=no
    sed -n 's/^public //p' "$run/all" >"$run/ports"
    while read -r port camera inner allow; do
        name=outpost-public-$port
        socket_unit "$port" "$allow" >"$run/socket"
        service_unit "$port" "$camera:$inner" >"$run/service"
        if ! cmp -s "$run/socket" "$units/$name.socket" || ! cmp -s "$run/service" "$units/$name.service"; then
            systemctl -q stop "$name.socket" "$name.service" 2>/dev/null
            cp "$run/socket" "$units/$name.socket"
            cp "$run/service" "$units/$name.service"
            fresh=yes
        fi
    done <"$run/ports"
    for unit in "$units"/outpost-public-*.socket; do
        port=${unit##*-}
        port=${port%.socket}
        [ ! -e "$unit" ] || grep -q "^$port " "$run/ports" || withdraw "outpost-public-$port"
    done
    words=$(choose 2>&1)
    chosen=$?
    if [ "$chosen" -ne 0 ]; then
        while read -r port camera inner allow; do
            ! grep -q "^chosen $port$" "$run/all" || withdraw "outpost-public-$port"
        done <"$run/ports"
    fi
    [ "$fresh" = no ] || systemctl daemon-reload
    while read -r port camera inner allow; do
        [ -e "$units/outpost-public-$port.socket" ] || continue
        systemctl -q is-active "outpost-public-$port.socket" || systemctl -q --no-block start "outpost-public-$port.socket"
    done <"$run/ports"
    [ "$chosen" -eq 0 ] || echo "a public port that is for some sources alone stays shut, as nft does not shut it to the others: $words" >&2
    return "$chosen"
}

withdraw() { # NAME
    systemctl -q stop "$1.socket" "$1.service" 2>/dev/null
    rm -f "$units/$1.socket" "$units/$1.service"
    fresh=yes
}

socket_unit() { # PORT ALLOW
    printf '[Unit]\nDescription=Outpost: public TCP %s\n[Socket]\nListenStream=%s\n' "$1" "$1"
    [ -z "$2" ] || { printf 'IPAddressDeny=any\n'; for source in $2; do printf 'IPAddressAllow=%s\n' "$source"; done; }
}

service_unit() { # PORT TARGET
    printf '[Unit]\nDescription=Outpost: public TCP %s leads to %s\n[Service]\n' "$1" "$2"
    printf 'ExecStart=/lib/systemd/systemd-socket-proxyd %s\nDynamicUser=yes\nNoNewPrivileges=yes\n' "$2"
    [ "$MODE" != namespace ] || printf 'NetworkNamespacePath=/run/netns/outpost\n'
}

# --- up, load, down

# A private key that a configuration does not name is cleared, so it is named, in a pipe alone.
configuration() {
    printf '[Interface]\nPrivateKey = %s\n' "$(cat "/etc/wireguard/$INTERFACE.key")"
    cat "$run/peers"
}

is_up() {
    inside wg show "$INTERFACE" public-key >/dev/null 2>&1
}

load() { # LEAST SITE...
    least=$1
    shift
    derive_all "$@"
    peers=$(grep -c '^PublicKey' "$run/peers")
    [ "$peers" -ge "$least" ] || fail "$peers peers would be left of at least $least"
    words=$(inside nft -c -f "$run/filter" 2>&1) || fail "nft: $words"
    words=$(inside nft -f "$run/filter" 2>&1) || fail "nft: $words"
    if is_up; then
        words=$(configuration | inside wg syncconf "$INTERFACE" /dev/stdin 2>&1) || fail "wg syncconf: $words"
        narrow
    fi
}

# The interface is born in the host, where its UDP socket stays, and lives in the namespace.
raise() {
    words=$(ip link add "$INTERFACE" type wireguard 2>&1) || fail "ip link add $INTERFACE type wireguard: $words"
    words=$(configuration | wg setconf "$INTERFACE" /dev/stdin 2>&1) || fail "wg setconf: $words"
    [ "$MODE" != namespace ] || ip link set "$INTERFACE" netns outpost || fail "$INTERFACE does not move into its namespace"
    ip_inside addr add "$ADDRESS/$PREFIX" dev "$INTERFACE"
    ip_inside link set "$INTERFACE" mtu 1420 up || fail "$INTERFACE does not come up"
}

# What goes to a router fits into the narrowest line that a router may have (1280, as IPv6 asks of every link): not every carrier passes fragments. A
# viewer's SYN takes its size from there, so that a camera's segments fit as well. The last sixteenth of the tunnel is the viewers'.
narrow() {
    ip_inside route replace "$TUNNEL" dev "$INTERFACE" src "$ADDRESS" mtu 1280 2>/dev/null
    ip_inside route replace "${ADDRESS%.*.*}.240.0/20" dev "$INTERFACE" src "$ADDRESS" mtu 1420 2>/dev/null
}

# The host's own way in, for SSH through the relay; a network of the server's own is not shadowed by it.
door() {
    ip link show outpost-host >/dev/null 2>&1 && return 0
    ip link add outpost-host type veth peer name host netns outpost || return 0
    ip -n outpost link set host up
    ip -n outpost route add "$HOST_END/32" dev host
    ip addr add "$HOST_END/32" dev outpost-host
    ip link set outpost-host up
    if [ -z "$(ip -4 route show root "$TUNNEL"; ip -4 route show match "$TUNNEL" | grep -v '^default')" ]; then
        ip route add "$ADDRESS/32" dev outpost-host
        ip route add "$TUNNEL" via "$ADDRESS" dev outpost-host
    fi
}

# Counts what reaches the server for us, before any firewall of its own judges it.
count() {
    nft list table inet outpost_door >/dev/null 2>&1 || nft -f - <<END
table inet outpost_door {
	chain arriving {
		type filter hook prerouting priority raw; policy accept;
		udp dport $LISTEN counter
	}
}
END
}

# A router without a clock of its own may boot in 1970, or have been in 2038: its handshakes then look like old ones that somebody plays again, and
# are dropped without a word (WireGuard's paper, section 5.1). One that is silent longer than a living tunnel can be is made anew, which
# forgets its clock; when it was heard last is kept for whoever asks. One that was heard in the future was heard before this server's own clock was
# set right.
renew() {
    is_up || return 0
    count # somebody may have flushed the host's tables
    nft list table inet outpost_public >/dev/null 2>&1 || choose 2>/dev/null || publish
    mkdir -p "$run/heard"
    now=$(date -u +%s)
    inside wg show "$INTERFACE" latest-handshakes >"$run/stamps"
    while read -r key stamp; do
        silent=$((now - stamp))
        [ "$stamp" -gt 0 ] && { [ "$silent" -gt 180 ] || [ "$silent" -lt -180 ]; } || continue
        allowed=$(sed -n "s|^peer $key \\(.*\\)|\\1|p" "$run/all")
        case $allowed in
        '' | */32) continue ;; # only routers: whoever looks has a clock
        esac
        [ "$silent" -lt 0 ] || echo "$stamp" >"$run/heard/$(echo "$key" | tr / _)"
        inside wg set "$INTERFACE" peer "$key" remove
        inside wg set "$INTERFACE" peer "$key" allowed-ips "$allowed"
    done <"$run/stamps"
}

up() {
    mkdir -p "$run"
    # the maker of a guard that was never armed died before anything was changed
    [ -e "$here/guard/armed" ] || [ -e "$here/guard/restoring" ] || rm -rf "$here/guard"
    if [ "$MODE" = namespace ]; then
        [ -e /run/netns/outpost ] || ip netns add outpost || fail "the namespace outpost is not made"
        ip -n outpost link set lo up
        inside sysctl -q -w net.ipv4.ip_forward=1 || fail "the namespace does not forward"
    else
        sysctl -q -w net.ipv4.ip_forward=1 || fail "the kernel refuses net.ipv4.ip_forward = 1"
    fi
    load 0
    is_up || raise
    narrow
    [ "$MODE" != namespace ] || door
    count
    publish || : # the tunnel is up all the same
}

down() {
    : >"$run/all"
    publish
    ip_inside link del "$INTERFACE" 2>/dev/null
    if [ "$MODE" = namespace ]; then
        ip link del outpost-host 2>/dev/null
        ip netns del outpost 2>/dev/null
    else
        nft delete table inet outpost 2>/dev/null
    fi
    nft delete table inet outpost_door 2>/dev/null
    rm -rf "$run"
}

case $1 in
up) up ;;
load)
    shift
    load "$@"
    shift
    publish || for changed in "$@"; do
        ! grep -q '^chosen ' "$derived/$changed" 2>/dev/null || exit 1 # what this change asked for
    done
    ;;
down) down ;;
renew) renew ;;
esac
