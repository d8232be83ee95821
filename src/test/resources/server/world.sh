#!/bin/sh
# The world around the server, in network namespaces: the internet with a stranger and the owner's phone, a carrier that translates
# addresses, behind it a router and its camera. The test's own wire is in a namespace of its own, where no scan and no rule meets it.
set -eu

for try in $(seq 100); do
    [ ! -e /sys/class/net/eth1 ] || break
    sleep 0.1
done

# few programs, as each takes its time here
ip -batch - <<BATCH
netns add bench
netns add internet
netns add carrier
netns add router
netns add camera
netns add viewer
netns add stranger
link set lo up
addr add 10.0.2.15/24 dev eth0
link set eth0 up
link set eth1 netns bench
link add uplink type veth peer name server netns internet
link add wifi netns viewer type veth peer name phone netns internet
link add wire netns stranger type veth peer name anyone netns internet
link add out netns carrier type veth peer name lte netns internet
link add wan netns router type veth peer name in netns carrier
link add cable netns camera type veth peer name lan netns router
addr add 203.0.113.10/24 dev uplink
link set uplink up
route add default via 203.0.113.1
BATCH

place() { # NS DEFAULT-ROUTE, - for none, then LINK ADDRESS of each of its ends
    ns=$1 gateway=$2
    shift 2
    {
        echo link set lo up
        while [ $# -gt 0 ]; do
            printf 'addr add %s dev %s\nlink set %s up\n' "$2" "$1" "$1"
            shift 2
        done
        [ "$gateway" = - ] || echo "route add default via $gateway"
    } | ip -n "$ns" -batch -
}
place bench - eth1 10.0.3.15/24
place internet - server 203.0.113.1/24 phone 198.51.100.1/24 anyone 198.18.5.1/24 lte 192.0.2.1/24
place carrier 192.0.2.1 out 192.0.2.77/24 in 100.64.0.1/24
place router 100.64.0.1 wan 100.64.0.9/24 lan 192.168.1.1/24
place camera 192.168.1.1 cable 192.168.1.64/24
place viewer 198.51.100.1 wifi 198.51.100.20/24
place stranger 198.18.5.1 wire 198.18.5.5/24
for ns in internet carrier router; do
    ip netns exec "$ns" sysctl -q -w net.ipv4.ip_forward=1
done
ip netns exec carrier iptables -t nat -A POSTROUTING -o out -j MASQUERADE --random-fully
ip netns exec carrier sysctl -q -w net.netfilter.nf_conntrack_udp_timeout=10 net.netfilter.nf_conntrack_udp_timeout_stream=30
for ns in router viewer; do # what the test left there comes back after a power cut
    [ ! -e "/var/lib/bench/$ns.sh" ] || ip netns exec "$ns" sh "/var/lib/bench/$ns.sh"
done
