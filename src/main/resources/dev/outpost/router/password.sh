# Sets root's password. printf is a builtin: the password is in no argument list. The pause is what passwd needs between lines.
{
	printf '%s\n' "$PASSWORD"
	sleep 1
	printf '%s\n' "$PASSWORD"
} | passwd root 2>&1
if grep -E -q '^root::' /etc/shadow; then
	echo "root still has no password" >&2
	exit 82
fi
