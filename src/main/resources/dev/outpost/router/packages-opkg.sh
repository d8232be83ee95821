# What install and its kin need of opkg. Its exit status is 255 for nearly everything, and 0 after --force-space: nothing here believes it.
is_there() {
	opkg status "$1" 2>/dev/null | grep -q '^Status: .* installed$'
}
is_half() {
	[ -n "$(opkg status "$1" 2>/dev/null)" ] && ! is_there "$1"
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
drop() {
	run remove "$1"
	is_there "$1" || sweep "$1"
}
stays() {
	opkg status "$1" 2>/dev/null | grep -q -E '^Status: .* (installed|unpacked)$' && ! opkg status "$1" | grep -q 'not-installed$'
}
add_files() {
	run install "$@"
	lack=$(missing)
	[ -n "$lack" ] && ! echo "$words" | grep -q 'Only have\|provided by package  \* [a-z]' || return 0
	for name in $lack; do sweep "$name"; done
	run install "$@"
}
add_names() {
	run install $WISHED
}
said() {
	echo "opkg said: $(echo "$words" | grep -E ' \* |Only have|Cannot|rror:|No space' | tail -n 4)"
}
