# Installs the packages of the tar on stdin with apk. NAMES are all of them, dependencies first; each must be there afterwards, whole.
# WISHED are those that are wanted for themselves. apk counts a package whose files or script failed as installed (its entry has
# a line f: with f or s), so the database decides. What is not whole is undone; a name that stays behind is printed as "left NAME".
set -u
umask 022
dir=/tmp/outpost-packages
world=/etc/apk/world
rm -rf "$dir"
mkdir -p "$dir"
cd "$dir" || exit 89
fail() {
	cd /
	rm -rf "$dir"
	echo "$1" >&2
	exit "$2"
}
# Without a network apk would ask each feed in vain first.
run() {
	words=$(apk --no-network --repositories-file /dev/null --wait 30 "$@" 2>&1)
}
is_known() {
	apk info -e "$1" >/dev/null 2>&1
}
is_whole() {
	is_known "$1" && [ -z "$(sed -n "/^P:$1\$/,/^\$/p" /lib/apk/db/installed | grep '^f:.*[fs]')" ]
}
missing() {
	for name in $NAMES; do
		is_whole "$name" || printf ' %s' "$name"
	done
}
# A file that is added is pinned in the world by its hash: never upgraded, and a dependency never goes with what needed it.
unpin() {
	for name in $NAMES; do
		case " $WISHED " in
		*" $name "*) sed -i "s/^$name><.*\$/$name/" "$world" ;;
		*) sed -i "/^$name></d" "$world" ;;
		esac
	done
}
undo() {
	unpin
	back=
	for name in $NAMES; do back="$name $back"; done
	for name in $back; do
		is_known "$name" || grep -q -x "$name" "$world" || continue
		run del "$name"
	done
	for name in $back; do
		! is_known "$name" || echo "left $name"
	done
}
tar -x -f - 2>/dev/null || fail "the packages did not arrive whole" 83
sums=$(sha256sum -c sums 2>&1) || fail "a package is not what it was: $(echo "$sums" | grep -v ': OK$' | head -n 1)" 83
for name in $NAMES; do
	! is_known "$name" || is_whole "$name" || {
		echo "repaired $name"
		run del "$name"
	}
done
run add --allow-untrusted ./*.apk
unpin
lack=$(missing)
[ -z "$lack" ] || {
	said=$(echo "$words" | grep -E 'ERROR|WARNING|required by|breaks|No space|no such' | tail -n 4)
	undo
	fail "not installed:$lack; apk said: $said" 84
}
cd /
rm -rf "$dir"
sync
df -k /overlay | tail -n 1
