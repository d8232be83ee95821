# What install and its kin need of apk. It counts a package whose files or script failed as installed (its entry has a line f: with f or s), so the
# database decides.
world=/etc/apk/world
is_known() {
	apk info -e "$1" >/dev/null 2>&1
}
is_there() {
	is_known "$1" && [ -z "$(sed -n "/^P:$1\$/,/^\$/p" /lib/apk/db/installed | grep '^f:.*[fs]')" ]
}
is_half() {
	is_known "$1" && ! is_there "$1"
}
# Without a network apk would ask each feed in vain first.
run() {
	words=$(apk --no-network --repositories-file /dev/null --wait 30 "$@" 2>&1)
	note
}
note() {
	[ -n "$full" ] || full=$(echo "$words" | grep 'No space left' | sed 's/^ERROR: //' | head -n 1)
}
# It writes its database beside the old one and renames it: a full flash takes nothing from it.
keep() {
	:
}
database() {
	:
}
# A flash that is full takes the files and not the database: then nobody owns them. What the image holds is not touched.
sweep() {
	[ -f files ] || return 0
	grep "^$1 " files | while read -r name path; do
		rm -f "${path%/*}"/.apk.*
		[ -e "/rom$path" ] || rm -f "$path"
	done
}
drop() {
	is_known "$1" || sweep "$1"
	unpin "$1"
	is_known "$1" || grep -q -x "$1" "$world" || return 0
	run del "$1"
}
# At once at first: its database, beside the old one, finds no room on a full flash before their files are gone.
drop_all() {
	known=
	for name in "$@"; do ! is_known "$name" || known="$known $name"; done
	[ -z "$known" ] || run del $known
	for name in "$@"; do drop "$name"; done
}
stays() {
	is_known "$1"
}
# A file that is added is pinned in the world by its hash: never upgraded, and a dependency never goes with what needed it.
add_files() {
	run add --allow-untrusted "$@"
	for name in $NAMES; do unpin "$name"; done
}
add_names() {
	words=$(apk --wait 30 add $WISHED 2>&1)
	note
}
# The world is replaced by a whole file or not at all: apk takes away what it does not name, and sed -i does not see that the flash is full.
unpin() {
	grep -q "^$1><" "$world" || return 0
	case " $WISHED " in
	*" $1 "*) sed "s/^$1><.*\$/$1/" "$world" ;;
	*) sed "/^$1></d" "$world" ;;
	esac >"$dir/world"
	if cp "$dir/world" "$world.outpost-new" 2>/dev/null && cmp -s "$dir/world" "$world.outpost-new"; then
		mv -f "$world.outpost-new" "$world"
	else
		rm -f "$world.outpost-new"
	fi
}
said() {
	echo "apk said: $(echo "$words" | grep -E 'ERROR|WARNING|required by|breaks|No space|no such' | tail -n 4)"
}
