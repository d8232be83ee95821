#!/bin/sh
# What the kernel starts: the boot scripts in their order, then nothing but waiting, so that orphans are reaped.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
for script in /etc/rc.d/S*; do
	[ ! -e "$script" ] || "$script" boot </dev/null >>/tmp/boot.log 2>&1
done
echo booted
exec </dev/null >/dev/null 2>&1
while :; do
	sleep 86400 &
	wait
done
