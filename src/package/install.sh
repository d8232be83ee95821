#!/bin/sh
# Installs what stands beside this script for the user who runs it: below ~/.local, or below the folder that is named. No root.
# install.sh [FOLDER]; install.sh --remove [FOLDER] takes it away again.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
remove=
[ "${1:-}" != --remove ] || { remove=yes && shift; }
to=${1:-$HOME/.local}

rm -rf "$to/lib/outpost" "$to/share/doc/outpost"
(cd "$here" && find bin lib/udev share -type f ! -path 'share/doc/*') | while read -r file; do
    rm -f "$to/$file"
done
if [ -n "$remove" ]; then
    echo "removed from $to; keys and what is known of your sites stay in ~/.local/state/outpost"
    exit 0
fi
mkdir -p "$to"
# with the files' times: the start-up cache is held against them
(cd "$here" && tar -cf - bin lib share) | tar -C "$to" --no-same-owner -xpf -
echo "installed: $to/bin/outpost"
case :$PATH: in
*":$to/bin:"*) ;;
*) echo "next    put $to/bin on your PATH: export PATH=\"$to/bin:\$PATH\"" ;;
esac
rules=70-outpost-dongles.rules
[ -f /etc/udev/rules.d/$rules ] || [ -f /usr/lib/udev/rules.d/$rules ] || {
    echo "next    for dongles at this computer, once: sudo cp $to/lib/udev/rules.d/$rules /etc/udev/rules.d/"
}
