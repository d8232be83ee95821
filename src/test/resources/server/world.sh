#!/bin/sh
# The world around the server, in network namespaces: the internet with a stranger and the owner's phone, a carrier that translates
# addresses, behind it a router and its camera. The test's own wire is in a namespace of its own, where no scan and no rule meets it.
set -eu

wire() { # NS LINK ADDRESS  NS LINK ADDRESS; NS 1 is the server itself
    ip link add "w$2" type veth peer name "w$5"
    for each in "$1 $2 $3" "$4 $5 $6"; do
        # shellcheck disable=SC2086
        end $each
    done
}

end() { # NS LINK ADDRESS
    if [ "$1" = 1 ]; then
        ip link set "w$2" name "$2"
        ip addr add "$3" dev "$2"
        ip link set "$2" up
    else
        ip link set "w$2" netns "$1"
        ip -n "$1" -batch - <<BATCH
link set w$2 name $2
addr add $3 dev $2
link set $2 up
BATCH
    fi
}

for try in $(seq 100); do
    [ ! -e /sys/class/net/eth1 ] || break
    sleep 0.1
done
for ns in bench internet carrier router camera viewer stranger; do
    ip netns add "$ns"
    ip -n "$ns" link set lo up
done
ip link set lo up
ip addr add 10.0.2.15/24 dev eth0
ip link set eth0 up
ip link set eth1 netns bench
ip -n bench addr add 10.0.3.15/24 dev eth1
ip -n bench link set eth1 up

wire 1 uplink 203.0.113.10/24 internet server 203.0.113.1/24
wire viewer wifi 198.51.100.20/24 internet phone 198.51.100.1/24
wire stranger wire 198.18.5.5/24 internet anyone 198.18.5.1/24
wire carrier out 192.0.2.77/24 internet lte 192.0.2.1/24
wire router wan 100.64.0.9/24 carrier in 100.64.0.1/24
wire camera eth0 192.168.1.64/24 router lan 192.168.1.1/24
ip route add default via 203.0.113.1
ip -n viewer route add default via 198.51.100.1
ip -n stranger route add default via 198.18.5.1
ip -n carrier route add default via 192.0.2.1
ip -n router route add default via 100.64.0.1
ip -n camera route add default via 192.168.1.1
for ns in internet carrier router; do
    ip netns exec "$ns" sysctl -q -w net.ipv4.ip_forward=1
done
ip netns exec carrier iptables -t nat -A POSTROUTING -o out -j MASQUERADE --random-fully
ip netns exec carrier sysctl -q -w net.netfilter.nf_conntrack_udp_timeout=10 net.netfilter.nf_conntrack_udp_timeout_stream=30
for ns in router viewer; do # what the test left there comes back after a power cut
    [ ! -e "/var/lib/bench/$ns.sh" ] || ip netns exec "$ns" sh "/var/lib/bench/$ns.sh"
done
