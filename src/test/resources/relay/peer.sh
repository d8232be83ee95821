# One end of a tunnel to the relay: $1 its namespace, $2 its private key, $3 the relay's public key, $4... its addresses.
set -eu
space=$1
umask 077
printf '%s\n' "$2" >"/run/$space.key"
ip netns exec "$space" wireguard-go "wg-$space" >/dev/null 2>&1
relay=$(ip -n "$space" route show default | sed 's/.* via \([^ ]*\) .*/\1/')
ip netns exec "$space" wg set "wg-$space" private-key "/run/$space.key" peer "$3" endpoint "$relay:51820" allowed-ips 10.77.0.0/16 persistent-keepalive 1
shift 3
for address in "$@"; do ip -n "$space" addr add "$address/32" dev "wg-$space"; done
ip -n "$space" link set "wg-$space" mtu 1380 up
ip -n "$space" route add 10.77.0.0/16 dev "wg-$space"
