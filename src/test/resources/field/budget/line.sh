# A viewer, a router and a camera in namespaces of their own; the wire between viewer and router has the tunnel's name. The budget's script runs as it
# stands by the limited ash of $1, with real nft; a real sshd stands for the router's own. Prints what came of each act, one a line.
set -eu
folder=$1
mount -t tmpfs run /run
mkdir -p /run/netns /run/sshd
for name in viewer router camera; do ip netns add "$name"; ip -n "$name" link set lo up; done
ip link add far netns viewer type veth peer name outpost netns router
ip link add lan netns router type veth peer name eth0 netns camera
ip -n viewer addr add 10.77.0.9/24 dev far
ip -n viewer link set far up
ip -n router addr add 10.77.0.33/24 dev outpost
ip -n router link set outpost up
ip -n router addr add 192.168.1.1/24 dev lan
ip -n router link set lan up
ip -n camera addr add 192.168.1.64/24 dev eth0
ip -n camera link set eth0 up
ip -n viewer route add 192.168.1.0/24 via 10.77.0.33
ip -n camera route add default via 192.168.1.1
ip netns exec router sysctl -qw net.ipv4.ip_forward=1

ssh-keygen -q -t ed25519 -N '' -f "$folder/host"
ssh-keygen -q -t ed25519 -N '' -f "$folder/key"
cat >"$folder/sshd.conf" <<END
HostKey $folder/host
AuthorizedKeysFile $folder/key.pub
StrictModes no
UsePAM no
PidFile none
END
chmod 600 "$folder/key" "$folder/host"
ip netns exec router /usr/sbin/sshd -f "$folder/sshd.conf" -D 2>/dev/null &

# The budget's script with one of its words, as the router runs it.
budget() {
	ip netns exec router env -i PATH="$folder/bin" SAY="$folder/say" OUTPOST_ROOT="$folder" OUTPOST_PROC="$folder/proc" \
		"$folder/bin/busybox" ash "$folder/usr/sbin/outpost-budget" "$1"
}
# Through the tunnel, as an admin.
over_ssh() {
	timeout 90 ip netns exec viewer ssh -F none -i "$folder/key" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \
		-o ConnectTimeout=60 root@10.77.0.33 echo "$1" 2>&1 || echo "$1 failed"
}
# What a viewer gets of so many bytes.
pull() {
	ip netns exec camera busybox nc -l -p 554 -e head -c "$1" /dev/zero &
	server=$!
	sleep 0.2
	echo "$2 $(timeout 20 ip netns exec viewer busybox nc -w 3 192.168.1.64 554 2>/dev/null </dev/null | wc -c)"
	kill "$server" 2>/dev/null || :
}
shown() {
	budget show | sed "s/^/$1 /"
}

budget once
shown empty
pull 2000000 pulled
shown first
budget save
pull 9000000 rest
shown over
budget once
pull 100000 after
over_ssh ssh
shown before
budget save
cat "$folder/etc/outpost-data" | sed 's/^/note /'

# the power comes with an empty RAM and an empty ruleset
rm -rf "$folder"/tmp/*
ip netns exec router nft flush ruleset
budget once
shown reboot
pull 100000 rebooted
over_ssh again
echo 12000000 >"$folder/say/uci/outpost.budget.data"
budget once
pull 100000 raised
shown raised

# a clock of 1970, one of last month, the next month
echo 5 >"$folder/say/now"
budget once
shown seventies
date -u -d 2026-10-31T12:00 +%s >"$folder/say/now"
budget once
shown october
date -u -d 2026-12-01T00:01 +%s >"$folder/say/now"
budget once
shown december
pull 100000 december

# somebody in the internet looks at a camera that is public: redirected from wan
ip netns add world
ip link add far netns world type veth peer name wan netns router
ip -n world addr add 8.8.4.9/24 dev far
ip -n world link set far up
ip -n router addr add 8.8.4.4/24 dev wan
ip -n router link set wan up
ip netns exec router nft -f - <<END
table ip redirects {
	chain pre { type nat hook prerouting priority -100; iifname wan tcp dport 8554 dnat to 192.168.1.64:554; }
}
END
# What the internet gets of so many bytes.
public() {
	ip netns exec camera busybox nc -l -p 554 -e head -c "$1" /dev/zero &
	server=$!
	sleep 0.2
	echo "$2 $(timeout 20 ip netns exec world busybox nc -w 3 8.8.4.4 8554 2>/dev/null </dev/null | wc -c)"
	kill "$server" 2>/dev/null || :
}
public 3000000 public
shown public
public 9500000 spent
public 100000 nomore
ip netns exec router nft list table inet outpost_budget | sed 's/^/table /'
