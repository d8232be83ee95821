# Installs packages one after the other, so that small RAM holds them, from the laptop's feed: PORT on our own loopback leads there through
# the SSH connection. FILES has a line "NAME SUM FILE" for each, dependencies first.
bring() {
	rm -f "./$2"
	wget -q -O "./$2" "http://127.0.0.1:$PORT/$2" 2>/dev/null
	[ "$(sha256sum "./$2" 2>/dev/null | cut -d ' ' -f 1)" = "$1" ] || fail "a package is not what it was: $2" 83
}
mend
while read -r name sum file; do
	bring "$sum" "$file"
	add_files "./$file"
	rm -f "./$file"
	[ -z "$full" ] || break
done <<END
$FILES
END
# Packages that need each other have to come together.
lack=$(missing)
if [ -n "$lack" ] && [ -z "$full" ]; then
	while read -r name sum file; do
		is_there "$name" || bring "$sum" "$file"
	done <<END
$FILES
END
	add_files ./*.[ai]pk
fi
finish
