#!/bin/sh
# Installs, runs and removes the package $2 in a Debian 12 of its essential packages alone; the folder $1 keeps that Debian for the next time.
set -eu
root=$1
if [ ! -f "$root/.ready" ]; then
    from=$(apt-get indextargets --format '$(SITE) $(REPO_URI) $(CODENAME)' 'Created-By: Packages' 2>/dev/null |
        awk '$3 == "bookworm" { print $2; exit }')
    rm -rf "$root"
    # apt's own user may not enter the folder of a checkout, so root fetches
    mmdebstrap --quiet --mode=root --variant=essential --aptopt='APT::Sandbox::User "root"' bookworm "$root" ${from:+"$from"}
    touch "$root/.ready"
fi
package=$(readlink -f "$2")
work=$(mktemp -d)
trap 'rmdir "$work"' EXIT
export root package work
# shellcheck disable=SC2016
unshare -mp --fork sh -euc '
    mount -t tmpfs none "$work"
    mkdir "$work/upper" "$work/work" "$work/all"
    mount -t overlay none -o "lowerdir=$root,upperdir=$work/upper,workdir=$work/work" "$work/all"
    mount --rbind /dev "$work/all/dev"
    mount -t proc none "$work/all/proc"
    cp "$package" "$work/all/outpost.deb"
    inside() { chroot "$work/all" env -i HOME=/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
    inside sh -c "command -v java || echo no java here"
    inside dpkg -i /outpost.deb
    inside dpkg -L outpost
    chroot --userspec=65534:65534 "$work/all" env -i HOME=/tmp PATH=/usr/bin:/bin JDK_JAVA_OPTIONS=-XX:AOTMode=on outpost version
    chroot --userspec=65534:65534 "$work/all" env -i HOME=/tmp PATH=/usr/bin:/bin outpost demo
    inside dpkg -r outpost
    [ ! -e "$work/all/usr/lib/outpost" ] && echo gone again
'
