#!/bin/sh
# Makes a plain Debian in the folder ROOT the server of the tests: what a provider's image has, a small world around it in network
# namespaces, and doors for the test. Called by scripts/vm-server while the folder is made: image.sh ROOT RESOURCES MODULES.
set -eu
root=$1
resources=$2
modules=$3

printf 'vps1\n' >"$root/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 vps1\n' >"$root/etc/hosts"
: >"$root/etc/fstab"
rm -f "$root/etc/resolv.conf"
: >"$root/etc/resolv.conf"
cp -a "$modules/lib/modules" "$root/lib/"
for version in "$root"/lib/modules/*; do chroot "$root" depmod "${version##*/}"; done
mkdir -p "$root/root/.ssh" "$root/usr/local/lib/bench" "$root/srv/packages"
chmod 700 "$root/root/.ssh"

# the packages that a bare server is told to install come from a mirror on its own disk
dpkg-deb -x "$root"/srv/packages/wireguard-tools_*.deb "$root/usr/local/lib/bench" # the router and the phone have theirs
for deb in "$root"/srv/packages/*.deb; do
    dpkg-deb -f "$deb"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "${deb##*/}" "$(wc -c <"$deb")" "$(sha256sum "$deb" | cut -d ' ' -f 1)"
done >"$root/srv/packages/Packages"
rm -f "$root"/etc/apt/sources.list.d/*
printf 'deb [trusted=yes] file:/srv/packages ./\n' >"$root/etc/apt/sources.list"
rm -rf "$root"/var/lib/apt/lists/*
chroot "$root" apt-get -qq update

# as on any server, but for what would only cost time here
for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer \
    systemd-timesyncd.service getty@tty1.service getty-static.service serial-getty@ttyS0.service systemd-pcrphase.service systemd-pcrphase-sysinit.service \
    systemd-machine-id-commit.service systemd-boot-system-token.service modprobe@dm_mod.service modprobe@drm.service \
    modprobe@efi_pstore.service modprobe@configfs.service modprobe@fuse.service modprobe@loop.service dev-hugepages.mount \
    dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount systemd-journald-audit.socket; do
    ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
mkdir -p "$root/etc/systemd/system-generators"
for generator in "$root"/lib/systemd/system-generators/*; do # each is run anew whenever a unit comes
    ln -sf /dev/null "$root/etc/systemd/system-generators/${generator##*/}"
done
for unit in firewalld.service docker.service docker.socket containerd.service; do # whoever wants them starts them, and slowly
    if [ -e "$root/lib/systemd/system/$unit" ]; then
        chroot "$root" systemctl -q disable "$unit"
        mkdir -p "$root/etc/systemd/system.conf.d"
        printf '[Manager]\nDefaultTimeoutStartSec=15min\n' >"$root/etc/systemd/system.conf.d/patience.conf"
    fi
done
mkdir -p "$root/var/lib/systemd/linger"
: >"$root/var/lib/systemd/linger/root" # root's own manager is not started anew at each login
printf 'LogLevel VERBOSE\n' >"$root/etc/ssh/sshd_config.d/bench.conf" # each session and its command are counted
printf 'force-unsafe-io\n' >"$root/etc/dpkg/dpkg.cfg.d/fast" # the disk is thrown away
printf 'SystemMaxUse=8M\n' | sed '1i [Journal]\nStorage=persistent' >"$root/etc/systemd/journald.conf"
mkdir -p "$root/var/log/journal"

cp "$resources/world.sh" "$resources/door.py" "$root/usr/local/lib/bench/"
cp "$resources/wg.apparmor" "$root/etc/apparmor.d/wg" # wg is confined as on Ubuntu; what else is would only cost time here
rm -f "$root/etc/apparmor.d/nvidia_modprobe" "$root/etc/apparmor.d/lsb_release"
units=$root/etc/systemd/system
cat >"$units/bench-world.service" <<'UNIT'
[Unit]
Description=The world around this server
DefaultDependencies=no
After=local-fs.target systemd-sysctl.service systemd-udevd.service
Before=network-pre.target network.target shutdown.target
Wants=network-pre.target network.target
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
StandardError=journal+console
ExecStart=/bin/sh /usr/local/lib/bench/world.sh

[Install]
WantedBy=sysinit.target
UNIT
# sockets are made in one namespace and served from another: systemd hands them over
socket() { # UNIT NAMESPACE ADDRESS
    cat >"$units/$1.socket" <<UNIT
[Unit]
DefaultDependencies=no
Requires=bench-world.service
After=bench-world.service

[Socket]
ListenStream=$3
NetworkNamespacePath=/run/netns/$2

[Install]
WantedBy=multi-user.target
UNIT
    chroot "$root" systemctl -q enable "$1.socket"
}
service() { # UNIT PROGRAM [NAMESPACE]
    cat >"$units/$1.service" <<UNIT
[Unit]
DefaultDependencies=no
Requires=bench-world.service $1.socket
After=bench-world.service $1.socket

[Service]
ExecStart=$2
${3:+NetworkNamespacePath=/run/netns/$3}
OOMScoreAdjust=-900

[Install]
WantedBy=multi-user.target
UNIT
}
door() { # NAME PORT NAMESPACE WHAT-ELSE-IT-SERVES
    socket "bench-$1" bench "10.0.3.15:$2"
    service "bench-$1" "/usr/bin/python3 /usr/local/lib/bench/door.py $4" "$3"
    chroot "$root" systemctl -q enable "bench-$1.service"
}
door server 3300 '' ''
door router 3301 router 'banner:22 banner:80'
door viewer 3302 viewer ''
door stranger 3303 stranger ''
door camera 3304 camera echo:7777
for port in 554 80; do # the camera's own answers come from the test
    socket "bench-camera-$port" camera "192.168.1.64:$port"
    service "bench-camera-$port" "/lib/systemd/systemd-socket-proxyd 10.0.3.100:$port" bench
done
chroot "$root" systemctl -q enable bench-world.service
touch "$root/etc/.updated" "$root/var/.updated" # systemd finds nothing to bring up to date at the first boot
