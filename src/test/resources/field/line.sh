# A line with an operator: this namespace translates between a laptop (namespace "in") and two STUN servers of coturn (namespace "out").
# $1: what nft's masquerade is told ("" keeps ports, "fully-random" does not). Ends when its standard input does.
set -eu
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/netns
ip link set lo up
for side in in out; do
    ip netns add "$side"
    ip link add "to-$side" type veth peer name eth0 netns "$side"
    ip link set "to-$side" up
    ip -n "$side" link set lo up
    ip -n "$side" link set eth0 up
done
ip addr add 192.168.1.1/24 dev to-in
ip addr add 203.0.113.7/24 dev to-out
ip -n in addr add 192.168.1.100/24 dev eth0
ip -n in route add default via 192.168.1.1
ip -n out addr add 203.0.113.5/24 dev eth0
ip -n out addr add 203.0.113.6/24 dev eth0
ip route add default via 203.0.113.5
echo 1 >/proc/sys/net/ipv4/ip_forward
nft -f - <<NFT
table ip nat {
    chain out {
        type nat hook postrouting priority srcnat;
        oifname "to-out" masquerade $1
    }
}
NFT
ip netns exec out turnserver -n -L 203.0.113.5 -L 203.0.113.6 --no-tls --no-dtls --no-cli --no-auth --pidfile /run/turn.pid --log-file /run/turn.log &
waited=0
until ip netns exec out ss -Hlun 'sport = :3478' | grep -q 203.0.113.6 && ip netns exec out ss -Hltn 'sport = :3478' | grep -q 203.0.113.6; do
    waited=$((waited + 1))
    [ "$waited" -lt 200 ]
    sleep 0.05
done
echo ready
exec cat >/dev/null
