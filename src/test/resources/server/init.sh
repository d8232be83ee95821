#!/bin/busybox sh
# What the kernel starts first: finds the disk and hands over to Debian's own systemd.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t devtmpfs dev /dev
mkdir -p /sbin /disk
ln -s /bin/modprobe /sbin/modprobe
for module in virtio_pci virtio_blk virtio_net virtio-rng crc32c_generic ext4; do modprobe -q "$module"; done
mount -t ext4 -o noatime,errors=continue /dev/vda /disk
umount /proc
exec switch_root /disk /sbin/init
