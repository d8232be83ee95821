# A router's hardware: its disk, its devices, its one cable. Words: the folder of its root, its flash, the image below it, its address.
set -eu
root=$1 flash=$2 image=$3 address=$4
mkdir -p "$root" "$flash/upper" "$flash/work"
mount -t overlay overlayfs:/overlay -o "lowerdir=$image,upperdir=$flash/upper,workdir=$flash/work" "$root"
mount --bind "$flash" "$root/overlay"
mount -t proc proc "$root/proc"
mount -t tmpfs sysfs "$root/sys"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null:3 zero:5 full:7 random:8 urandom:9; do
	mknod -m 666 "$root/dev/${device%:*}" c 1 "${device#*:}"
done
mknod -m 666 "$root/dev/tty" c 5 0
mkdir "$root/dev/pts" "$root/dev/field"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
mkfifo "$root/dev/field/calls"
hostname OpenWrt
echo mounted
read -r _
echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
ip link set lo up
ip link add br-lan type bridge
ip link set eth0 master br-lan
ip link set eth0 up
ip link set br-lan up
ip addr add "$address" dev br-lan
exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root setpriv --bounding-set -sys_time,-sys_module,-sys_rawio --inh-caps -sys_time,-sys_module,-sys_rawio chroot "$root" /sbin/init
