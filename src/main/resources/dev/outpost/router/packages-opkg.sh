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
		echo "$words" | grep -q 'Could not lock' || break
		tries=$((tries + 1))
		[ "$tries" -le 30 ] || break
		sleep 1
	done
	[ -n "$full" ] || full=$(echo "$words" | grep 'No space left\|Only have' | sed 's/^ \* //' | head -n 1)
}
# A copy of the list of packages in RAM, of a list that is whole.
keep() {
	[ ! -s "$opkg_copy/names" ] || database
	opkg_keep
}
database() {
	opkg_put_back "$opkg_copy/names"
}
# Files of a package that was never finished stand in its way, as nobody owns them; its own list, written or not, does not count. What the image
# holds is not touched.
sweep() {
	! stays "$1" || return 0
	for list in "$opkg_info"/*.list; do
		[ "$list" = "$opkg_info/$1.list" ] || cat "$list"
	done >"$opkg_copy/owned" 2>/dev/null
	brought "$1" | while IFS= read -r path; do
		path=/${path#./}
		path=/${path#//}
		case $path in */) continue ;; esac
		[ -e "$path" ] || [ -L "$path" ] || continue
		[ ! -e "/rom$path" ] && ! grep -q -x -F "$path" "$opkg_copy/owned" || continue
		rm -f "$path"
		empty "${path%/*}"
	done
	for file in "$opkg_info/$1".*; do
		case ${file#"$opkg_info/$1."} in
		*.* | '*') ;;
		*) rm -f "$file" ;;
		esac
	done
}
# Where a package's files go: from the package where it is at hand, and from what opkg wrote of it.
brought() {
	for file in ./"$1"_*.ipk; do
		[ ! -f "$file" ] || tar -xzOf "$file" ./data.tar.gz 2>/dev/null | tar -tzf - 2>/dev/null
	done
	cut -f 1 "$opkg_info/$1.list" 2>/dev/null
}
# Folders that were made for it.
empty() {
	folder=$1
	while [ -n "$folder" ] && [ -d /rom/etc ] && [ ! -e "/rom$folder" ] && rmdir "$folder" 2>/dev/null; do
		folder=${folder%/*}
	done
}
drop() {
	run remove "$1"
	is_there "$1" || sweep "$1"
}
drop_all() {
	for name in "$@"; do drop "$name"; done
}
stays() {
	opkg status "$1" 2>/dev/null | grep -q -E '^Status: .* (installed|unpacked)$' && ! opkg status "$1" | grep -q 'not-installed$'
}
add_files() {
	run install "$@"
	lack=$(missing)
	[ -n "$lack" ] && [ -z "$full" ] && ! echo "$words" | grep -q 'provided by package  \* [a-z]' || return 0
	for name in $lack; do sweep "$name"; done
	run install "$@"
}
add_names() {
	run install $WISHED
}
said() {
	echo "opkg said: $(echo "$words" | grep -E ' \* |Only have|Cannot|rror:|No space' | tail -n 4)"
}
