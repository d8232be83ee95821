#!/bin/busybox sh
# Runs udevd, D-Bus and ModemManager in a root of their own, the folder $1, and prints ModemManager's log.
cd "$1" || exit 1
mkdir -p proc sys dev run tmp var/lib etc
for folder in proc sys dev; do mount --rbind "/$folder" "$folder"; done
mount -t tmpfs run run
mkdir -p run/dbus run/udev
ln -sfn /run var/run
printf 'root:x:0:0::/root:/bin/sh\nmessagebus:x:100:100::/nonexistent:/bin/false\n' >etc/passwd
printf 'root:x:0:\nmessagebus:x:100:\ntty:x:5:\ndialout:x:20:\n' >etc/group
echo 0123456789abcdef0123456789abcdef >etc/machine-id
chroot . /lib/systemd/systemd-udevd --daemon
chroot . /bin/udevadm trigger
chroot . /usr/bin/dbus-daemon --system --fork --nopidfile
exec chroot . /usr/sbin/ModemManager --debug
