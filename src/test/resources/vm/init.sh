#!/bin/busybox sh
# The first process of the virtual machine: the drivers, the computer's own files at /host and the checkout's
# folder target at /host/run/target (read-only, with a memory layer above them), then workers that take scripts from the test and keepers that attach what the emulator plugs in.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm /sbin
mount -t devpts pts /dev/pts
mount -t tmpfs tmp /dev/shm
ln -s /bin/modprobe /sbin/modprobe # what the kernel itself calls

while read -r module; do
    modprobe -q "$module"
done </modules
ip link set lo up
ip link set eth0 up
ip addr add 10.0.2.15/24 dev eth0

mount -t 9p -o trans=virtio,version=9p2000.L,cache=loose,msize=524288,ro hostroot /lower
mount -t tmpfs upper /upper
mkdir -p /upper/files /upper/work
mount -t overlay -o lowerdir=/lower,upperdir=/upper/files,workdir=/upper/work overlay /host
for folder in proc sys dev; do mount --rbind "/$folder" "/host/$folder"; done
mount -t tmpfs tmp /host/tmp
mount -t tmpfs run /host/run
mkdir -p /target /host/run/target /upper/target /upper/built
mount -t 9p -o trans=virtio,version=9p2000.L,cache=loose,msize=524288,ro target /target
mount -t overlay -o lowerdir=/target,upperdir=/upper/target,workdir=/upper/built overlay /host/run/target

keep() { # SOCKET: attaches whatever is plugged into it, again after each unplugging
    while :; do
        BUSID=$1 nc 10.0.2.100 3240 -e /attach.sh
        sleep 0.1
    done
}

work() { # without a test at the other end the machine is of no use to anybody
    while :; do
        nc 10.0.2.100 3241 -e /work.sh && idle=0 || idle=$((idle + 1))
        [ "$idle" -lt 20 ] || poweroff -f
        [ "$idle" = 0 ] || sleep 0.5
    done
}

keep 1-1 &
keep 1-2 &
work &
work &
work
