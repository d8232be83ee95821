# An operator (namespace "op") before two STUN servers of coturn ("out"), and a stick that translates ("stick"). What a router plugs in stays here:
# "line", the operator's own end, and "usb", the stick's.
set -eu
mkdir -p /run/netns
for name in op out stick; do
    ip netns add "$name"
    ip -n "$name" link set lo up
    ip netns exec "$name" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
done
ip -n op link add to-out type veth peer name eth0 netns out
ip -n op link add to-stick type veth peer name wan netns stick
ip link add line type veth peer name to-line netns op
ip link add usb type veth peer name lan netns stick
ip -n out addr add 203.0.113.5/32 dev eth0
ip -n out addr add 203.0.113.6/32 dev eth0
ip -n op addr add 203.0.113.1/32 dev to-out
ip -n op addr add 100.64.0.1/16 dev to-line
ip -n op addr add 100.65.0.1/16 dev to-stick
ip -n stick addr add 100.65.0.2/16 dev wan
ip -n stick addr add 192.168.8.1/24 dev lan
for end in out/eth0 op/to-out op/to-line op/to-stick stick/wan stick/lan; do
    ip -n "${end%/*}" link set "${end#*/}" up
done
ip -n out route add 203.0.113.1 dev eth0
ip -n out route add default via 203.0.113.1
for each in 5/to-out 6/to-out 7/to-line; do
    ip -n op route add "203.0.113.${each%/*}" dev "${each#*/}"
done
ip -n stick route add default via 100.65.0.1
ip netns exec stick nft 'add table ip nat; add chain ip nat out { type nat hook postrouting priority srcnat; }; add rule ip nat out oifname "wan" masquerade'
ip netns exec out turnserver -n -L 203.0.113.5 -L 203.0.113.6 --no-tls --no-dtls --no-cli --no-auth --pidfile /run/turn.pid --log-file /run/turn.log >/dev/null 2>&1 &
waited=0
until ip netns exec out ss -Hlun 'sport = :3478' | grep -q 203.0.113.6 && ip netns exec out ss -Hltn 'sport = :3478' | grep -q 203.0.113.6; do
    waited=$((waited + 1))
    [ "$waited" -lt 600 ]
    sleep 0.05
done
