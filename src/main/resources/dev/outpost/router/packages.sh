# NAMES are all packages, dependencies first; each must be there in the end. WISHED are those that are wanted for themselves. What is not
# whole is undone, last first; a name that stays behind is printed as "left NAME".
set -u
umask 022
dir=/tmp/outpost-packages
rm -rf "$dir"
mkdir -p "$dir"
cd "$dir" || exit 89
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
	for name in $back; do drop "$name"; done
	for name in $back; do ! is_half "$name" || drop "$name"; done
	for name in $back; do
		! stays "$name" || echo "left $name"
	done
}
finish() {
	lack=$(missing)
	[ -z "$lack" ] || {
		why=$(said)
		undo
		fail "not installed:$lack; $why" 84
	}
	cd /
	rm -rf "$dir"
	sync
	df -k /overlay | tail -n 1
}
