#!/bin/sh
# A stand-in for opkg on a real, small file system, as careless as the real one was seen to be (opkg-24.10, record 066, and an overlay of 260
# KiB): a file that does not fit is cut short; the list of packages is written at the end, in its place, in the order of a hash table; where
# that does not fit it says so and ends with 0. On a router the list is part of the image and takes flash only when it is written: here its
# place is given up when an installation begins.
status=/usr/lib/opkg/status
list=/tmp/opkg-before
cp "$status" "$list"
info=/usr/lib/opkg/info
entry() {
	sed -n "/^Package: $1\$/,/^\$/p" "$list"
}
known() {
	entry "$1" | grep -q '^Status: install user \(installed\|unpacked\)$'
}
# The list without NAMES, with what is new, turned round.
save() {
	: >/tmp/opkg-list
	for name in $(sed -n 's/^Package: //p' "$list" | sort -r); do
		case " $1 " in *" $name "*) continue ;; esac
		{ entry "$name" && echo; } | sed '/^$/d' >>/tmp/opkg-list
		echo >>/tmp/opkg-list
	done
	cat /tmp/opkg-new >>/tmp/opkg-list
	cat /tmp/opkg-list >"$status" 2>/dev/null || {
		echo cut >>/tmp/opkg-cuts
		echo "Collected errors:" >&2
		echo " * opkg_conf_write_status_files: Couldn't close /$status: No space left on device." >&2
	}
}
verb=$1
shift
: >/tmp/opkg-new
case $verb in
status) entry "$1" ;;
install)
	: >"$status"
	names=
	for file in "$@"; do
		tar -xzOf "$file" ./control.tar.gz | tar -xzOf - ./control >/tmp/opkg-control
		name=$(sed -n 's/^Package: //p' /tmp/opkg-control)
		! known "$name" || continue
		echo "Installing $name to root..."
		cat /tmp/opkg-control >"$info/$name.control"
		tar -xzOf "$file" ./data.tar.gz >/tmp/opkg-data.tar.gz
		tar -xzf /tmp/opkg-data.tar.gz -C / 2>/dev/null
		tar -tzf /tmp/opkg-data.tar.gz | grep -v '/$' | sed 's/^\.//' >"$info/$name.list"
		{
			grep -E '^(Package|Version|Depends):' /tmp/opkg-control
			echo 'Status: install user installed'
			grep '^Architecture:' /tmp/opkg-control
			echo
		} >>/tmp/opkg-new
		names="$names $name"
	done 2>/dev/null
	save "$names"
	;;
remove)
	known "$1" || {
		echo "No packages removed."
		exit 0
	}
	while read -r path; do rm -f "$path"; done <"$info/$1.list"
	rm -f "$info/$1.list" "$info/$1.control"
	save "$1"
	;;
esac
exit 0
