# What opkg knows is one file, which it writes anew in its place. Where the flash is full or the power goes, entries of packages that nobody
# touched are lost or cut, and opkg ends with 0 all the same. They come back from a copy in RAM, or else from the image's list, or from what
# opkg keeps of each package beside it. OUTPOST_ROOT stands before paths in tests.
opkg_root=${OUTPOST_ROOT:-}
opkg_status=$opkg_root/usr/lib/opkg/status
opkg_info=$opkg_root/usr/lib/opkg/info
opkg_copy=$opkg_root/tmp/outpost-opkg
opkg_names() {
	sed -n 's/^Package: //p' "$1"
}
# Keeps a list that is whole: its names in a file, itself in RAM.
opkg_keep() {
	mkdir -p "$opkg_copy"
	cp "$opkg_status" "$opkg_copy/status" && opkg_names "$opkg_copy/status" >"$opkg_copy/names"
}
# The whole entries of a list on stdin that count "now" or "before": what was cut short has no blank line behind it, or no status in it.
opkg_entries() {
	entry=
	while IFS= read -r line; do
		if [ -n "$line" ]; then
			entry="$entry$line
"
			continue
		fi
		name=${entry#Package: }
		name=${name%%
*}
		case $1/$entry in
		now/Package:*'
Status: '*) opkg_now "$name" ;;
		before/Package:*'
Status: '*) opkg_before "$name" ;;
		esac
		entry=
	done
}
opkg_print() {
	printf '%s\n' "$entry"
}
# Of the list as it is now. Entries that were there before are taken from the copy; of those that were not, one that was begun and never
# installed does not count.
opkg_now() {
	if grep -q -x -F "$1" "$opkg_copy/known"; then
		[ -f "$opkg_copy/status" ] && [ -f "$opkg_info/$1.control" ] || opkg_print
		return 0
	fi
	case $entry in
	*'
Status: '*' not-installed
'*) ;;
	*) opkg_print ;;
	esac
}
# Of the copy: what was removed since has nothing beside the list.
opkg_before() {
	[ ! -f "$opkg_info/$1.control" ] || opkg_print
}
# One entry where there is no copy.
opkg_entry() {
	if grep -q -x "Package: $1" "$opkg_root/rom/usr/lib/opkg/status" 2>/dev/null; then
		sed -n "/^Package: $1\$/,/^\$/p" "$opkg_root/rom/usr/lib/opkg/status"
		return 0
	fi
	grep -E '^(Package|Version|Depends|Provides|Conflicts|Alternatives|Essential|ABIVersion|Architecture):' "$opkg_info/$1.control"
	printf 'Status: install user installed\n\n'
}
opkg_mended() {
	opkg_entries now <"$opkg_status" >"$opkg_copy/whole"
	if [ -f "$opkg_copy/status" ]; then
		opkg_entries before <"$opkg_copy/status" >>"$opkg_copy/whole"
		return 0
	fi
	while read -r name; do
		[ ! -f "$opkg_info/$name.control" ] || grep -q -x "Package: $name" "$opkg_copy/whole" || opkg_entry "$name" >>"$opkg_copy/whole"
	done <"$opkg_copy/known"
}
opkg_gist() {
	grep -E '^(Package|Version|Status):' "$1" | sort
}
# Puts back what is lost of the packages whose names are in a file: a new list beside the old one first, which a full flash cannot harm.
opkg_put_back() {
	[ -d "$opkg_info" ] && [ -s "$1" ] || return 0
	mkdir -p "$opkg_copy"
	cp "$1" "$opkg_copy/known"
	[ -f "$opkg_status" ] || : >"$opkg_status"
	opkg_mended
	[ "$(opkg_gist "$opkg_copy/whole")" != "$(opkg_gist "$opkg_status")" ] || return 0
	opkg_names "$opkg_status" >"$opkg_copy/there"
	opkg_names "$opkg_copy/whole" | while read -r name; do
		grep -q -x -F "$name" "$opkg_copy/there" || echo "put back $name"
	done
	opkg_replace
}
opkg_replace() {
	next=$opkg_status.outpost-new
	if cp "$opkg_copy/whole" "$next" 2>/dev/null && cmp -s "$opkg_copy/whole" "$next"; then
		chmod 644 "$next"
		mv -f "$next" "$opkg_status"
	else
		rm -f "$next"
		cat "$opkg_copy/whole" >"$opkg_status" 2>/dev/null
	fi
	cmp -s "$opkg_copy/whole" "$opkg_status"
}
