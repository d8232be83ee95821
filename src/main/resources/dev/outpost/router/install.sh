# Installs the packages of the tar on stdin with opkg. NAMES are all of them, dependencies first; each must be there afterwards.
# Believes no exit status: opkg's is 255 for nearly everything, and 0 after --force-space. What is not whole is undone, last first;
# a name that stays behind is printed as "left NAME".
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
is_there() {
	opkg status "$1" 2>/dev/null | grep -q '^Status: .* installed$'
}
missing() {
	for name in $NAMES; do
		is_there "$name" || printf ' %s' "$name"
	done
}
# Another opkg holds its lock for as long as it works, and opkg does not wait for it.
run() {
	tries=0
	while :; do
		words=$(opkg "$@" 2>&1)
		echo "$words" | grep -q 'Could not lock' || return 0
		tries=$((tries + 1))
		[ "$tries" -le 30 ] || return 0
		sleep 1
	done
}
# Files of a package that was never finished stand in its way, as nobody owns them. What the image holds is not touched.
sweep() {
	for file in ./"$1"_*.ipk; do
		[ -f "$file" ] || continue
		tar -xzOf "$file" ./data.tar.gz 2>/dev/null | tar -tzf - 2>/dev/null | while IFS= read -r path; do
			path=/${path#./}
			case $path in */) continue ;; esac
			[ -e "$path" ] && [ ! -e "/rom$path" ] || continue
			cat /usr/lib/opkg/info/*.list 2>/dev/null | grep -q -x -F "$path" || rm -f "$path"
		done
	done
}
undo() {
	back=
	for name in $NAMES; do back="$name $back"; done
	for name in $back; do
		run remove "$name"
		if is_there "$name" || opkg status "$name" 2>/dev/null | grep -q '^Status: .* unpacked$'; then
			echo "left $name"
		else
			sweep "$name"
		fi
	done
}
tar -x -f - 2>/dev/null || fail "the packages did not arrive whole" 83
sums=$(sha256sum -c sums 2>&1) || fail "a package is not what it was: $(echo "$sums" | grep -v ': OK$' | head -n 1)" 83
for name in $NAMES; do
	[ -z "$(opkg status "$name" 2>/dev/null)" ] || is_there "$name" || {
		echo "repaired $name"
		run remove "$name"
		sweep "$name"
	}
done
run install ./*.ipk
lack=$(missing)
if [ -n "$lack" ] && ! echo "$words" | grep -q 'Only have\|provided by package  \* [a-z]'; then
	for name in $lack; do sweep "$name"; done
	run install ./*.ipk
	lack=$(missing)
fi
[ -z "$lack" ] || {
	said=$(echo "$words" | grep -E ' \* |Only have|Cannot|rror:|No space' | tail -n 4)
	undo
	fail "not installed:$lack; opkg said: $said" 84
}
cd /
rm -rf "$dir"
sync
df -k /overlay | tail -n 1
