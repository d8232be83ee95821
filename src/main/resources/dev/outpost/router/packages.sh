# NAMES are all packages, dependencies first; each must be there in the end. WISHED are those that are wanted for themselves. What is not
# whole is undone, last first; a name that stays behind is printed as "left NAME", entries of others that were lost as "put back NAMES".
set -u
umask 022
dir=/tmp/outpost-packages
rm -rf "$dir"
mkdir -p "$dir"
cd "$dir" || exit 89
full=
fail() {
	cd /
	rm -rf "$dir"
	echo "$1" >&2
	exit "$2"
}
missing() {
	for name in $NAMES; do
		is_there "$name" || printf ' %s' "$name"
	done
}
mend() {
	keep
	for name in $NAMES; do
		! is_half "$name" || {
			echo "repaired $name"
			drop "$name"
		}
	done
}
undo() {
	back=
	for name in $NAMES; do back="$name $back"; done
	drop_all $back
	for name in $back; do ! is_half "$name" || drop "$name"; done
	for name in $back; do
		! stays "$name" || echo "left $name"
	done
}
# With less than this (KiB) left, what follows would empty files: uci does, and ends with 0.
crowded() {
	df -k /overlay 2>/dev/null | tail -n 1 >"$dir/df"
	read -r device size used room rest <"$dir/df"
	[ "${room:-32}" -ge 32 ] || full=${full:-"only $room KiB of flash were left"}
	[ -n "$full" ]
}
finish() {
	lack=$(missing)
	why=$(said)
	if [ -n "$lack" ]; then
		crowded
		undo
	elif crowded; then
		undo
		lack=" $NAMES"
	fi
	database || echo "left the list of packages, $(grep -c . "$opkg_copy/whole") lines of it in $opkg_copy/whole"
	[ -z "$lack" ] || {
		[ -z "$full" ] || fail "the flash filled up while packages were installed: $full" 98
		fail "not installed:$lack; $why" 84
	}
	cd /
	rm -rf "$dir"
	sync
	df -k /overlay | tail -n 1
}
