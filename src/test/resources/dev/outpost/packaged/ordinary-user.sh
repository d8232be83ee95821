#!/bin/sh
# Unpacks the archive $1 and installs, runs and removes it as a user who has nothing but a home.
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
tar -C "$home" -xf "$1"
chown -R 65534:65534 "$home"
chmod 755 "$home"
as_user() { setpriv --reuid=65534 --regid=65534 --clear-groups env -i HOME="$home" TMPDIR="$home" PATH=/usr/bin:/bin "$@"; }
cd "$home"
as_user sh -c './outpost-*/install.sh'
as_user env JDK_JAVA_OPTIONS=-XX:AOTMode=on "$home/.local/bin/outpost" --version
as_user env JDK_JAVA_OPTIONS=-XX:AOTMode=on "$home/.local/bin/outpost" apply --help
as_user env JDK_JAVA_OPTIONS="-XX:AOTMode=off -Xlog:class+load:file=$home/loaded" "$home/.local/bin/outpost" inspect 127.0.0.1:1 || echo nobody there
grep -q ssh.SshConfig "$home/loaded"
! grep bouncycastle "$home/loaded" || exit 1
as_user "$home/.local/bin/outpost" demo
as_user sh -c './outpost-*/install.sh --remove'
if find "$home/.local" -name '*outpost*' ! -path '*/state/*' ! -name state -type f | grep .; then exit 1; fi
