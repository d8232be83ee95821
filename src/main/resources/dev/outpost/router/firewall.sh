# Whether the rules in the kernel hold what was written. fw4 exits 0 whatever it skips, and its reload exits 0 even where nft refuses
# everything and the old rules stay (facts/behaviours.md#29 and #30): its words and the ruleset decide. EXPECTED: lines of a section's name, a
# blank, and a text that the ruleset has because of it.
[ -n "$EXPECTED" ] || exit 0
words=$(fw4 check 2>&1) || echo "firewall all: nft refuses the ruleset: $(printf '%s\n' "$words" | grep -F Error | head -n 1)"
printf '%s\n' "$words" | sed -n 's/^\[!\] Section \(outpost_[^ ]*\) /firewall \1: /p'
rules=$(nft list ruleset 2>/dev/null)
printf '%s\n' "$EXPECTED" | while read -r section text; do
	[ -n "$section" ] || continue
	case $rules in *"$text"*) ;; *) echo "firewall $section: it is not in the loaded ruleset" ;; esac
done
exit 0
