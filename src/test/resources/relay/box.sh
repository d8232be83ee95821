# A server on the internet and two lines to it, each in a network of its own: sets all of it up in a box of namespaces, says "ready" and ends
# when its standard input does. The kernel's WireGuard is wireguard-go where the kernel has none; systemd is the stand-in beside this file.
# $1: how much room /etc/outpost has (a size for tmpfs); $2: the stand-in for systemctl.
set -eu
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/layer/etc/upper /run/layer/etc/work /run/netns /run/wireguard /run/systemd/system
mount -t overlay overlay -o lowerdir=/etc,upperdir=/run/layer/etc/upper,workdir=/run/layer/etc/work /etc
mkdir -p /etc/outpost /etc/wireguard /etc/systemd/system
mount -t tmpfs -o mode=700 tmpfs /etc/wireguard
mount -t tmpfs -o "mode=700,size=$1" tmpfs /etc/outpost
rm -f /etc/systemd/system/outpost-*.service
real=$(command -v ip)
mount -t tmpfs -o mode=755 tmpfs /usr/local/sbin
cat >/usr/local/sbin/ip <<END
#!/bin/sh
case "\$*" in
"link add "*" type wireguard") exec wireguard-go "\$3" >/dev/null 2>&1 ;;
*) exec $real "\$@" ;;
esac
END
printf '%s' "$2" >/usr/local/sbin/systemctl
printf '#!/bin/sh\nprintf "%%s install ok installed\\\\n" nftables wireguard-tools\n' >/usr/local/sbin/dpkg-query
chmod 755 /usr/local/sbin/*
PATH=/usr/local/sbin:$PATH
ip link set lo up
line() { # NAME NUMBER: 198.51.NUMBER.2 behind 198.51.NUMBER.1
    ip netns add "$1"
    ip link add "to-$1" type veth peer name eth0 netns "$1"
    ip addr add "198.51.$2.1/24" dev "to-$1"
    ip link set "to-$1" up
    ip -n "$1" link set lo up
    ip -n "$1" addr add "198.51.$2.2/24" dev eth0
    ip -n "$1" link set eth0 up
    ip -n "$1" route add default via "198.51.$2.1"
}
line router 101
line viewer 102
line stranger 103
echo ready
exec cat >/dev/null
