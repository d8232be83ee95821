# Installs the packages of the tar on stdin; NAMES are the packages that must be there afterwards. Believes no exit status.
set -u
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
tar -x -f - 2>/dev/null || fail "the packages did not arrive whole" 83
words=$(sha256sum -c sums 2>&1) || fail "a package is not what it was: $(echo "$words" | grep -v ': OK$' | head -n 1)" 83
words=$(opkg install ./*.ipk 2>&1)
missing=
for name in $NAMES; do
	opkg status "$name" 2>/dev/null | grep -q '^Status: .* installed$' || missing="$missing $name"
done
[ -z "$missing" ] || fail "not installed:$missing; opkg said: $(echo "$words" | grep -E ' \* |Only have|Cannot|Error|rror:' | tail -n 4)" 84
cd /
rm -rf "$dir"
df -k /overlay | tail -n 1
