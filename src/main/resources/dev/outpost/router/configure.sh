# Stages, commits and reads back. EDITS are lines of uci batch, PACKAGES the config files that they touch. The exit status of
# uci batch and of uci commit says nothing: their stderr, and what is read back, decide. The tunnel's private key is born here.
# Staged in a folder of its own (uci -t): what is staged in /tmp/.uci is live for every reader before its commit, and what somebody
# else stages there meanwhile is not committed along.
set -u
stage=$(mktemp -d /tmp/outpost-uci.XXXXXX) || exit 86
trap 'rm -rf "$stage"' EXIT
fail() {
	echo "$1" >&2
	exit 86
}
[ -z "$(uci changes)" ] || fail "somebody else left changes uncommitted: $(uci changes | head -n 1)"
for package in $PACKAGES; do
	[ -e "/etc/config/$package" ] || touch "/etc/config/$package"
done
words=$(printf '%s\n' "$EDITS" | uci -t "$stage" batch 2>&1)
[ -z "$words" ] || fail "uci refuses an edit: $words"
if [ "$(uci -t "$stage" -q get network.outpost)" = interface ]; then
	key=$(uci -t "$stage" -q get network.outpost.private_key)
	if [ -z "$key" ]; then
		key=$(wg genkey)
		[ -n "$key" ] || fail "wg makes no key"
		words=$(printf "set network.outpost.private_key='%s'\n" "$key" | uci -t "$stage" batch 2>&1)
		[ -z "$words" ] || fail "uci refuses the tunnel's key"
	fi
	echo "public $(printf '%s\n' "$key" | wg pubkey)"
fi
for package in $PACKAGES; do
	wanted=$(uci -t "$stage" export "$package" | sha256sum)
	words=$(uci -t "$stage" commit "$package" 2>&1)
	[ -z "$words" ] || fail "uci commit $package: $words"
	[ -s "/etc/config/$package" ] && [ "$(uci export "$package" | sha256sum)" = "$wanted" ] || {
		echo "$package did not stay as written: is the flash full?" >&2
		exit 87
	}
done
chmod 600 /etc/config/network
sync
case " $PACKAGES " in
*" firewall "*)
	words=$(fw4 check 2>&1) || echo "firewall all: nft refuses the ruleset: $(printf '%s\n' "$words" | grep -F Error | head -n 1)"
	printf '%s\n' "$words" | sed -n 's/^\[!\] Section \(outpost_[^ ]*\) /firewall \1: /p'
	;;
esac
exit 0
