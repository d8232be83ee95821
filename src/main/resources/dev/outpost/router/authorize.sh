# Lets the keys in KEYS in, one a line, beside those that are there.
set -u
file=/etc/dropbear/authorized_keys
umask 077
mkdir -p /etc/dropbear
touch "$file"
while read -r line; do
	[ -z "$line" ] || grep -q -x -F "$line" "$file" || printf '%s\n' "$line" >>"$file"
done <<EOF
$KEYS
EOF
chmod 600 "$file"
while read -r line; do
	[ -z "$line" ] || grep -q -x -F "$line" "$file" || {
		echo "the key did not stay in $file: is the flash full?" >&2
		exit 81
	}
done <<EOF
$KEYS
EOF
