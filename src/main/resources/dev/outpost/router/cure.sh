# The ncm handler of 23.05 and 24.10 takes "huawei" followed by a carriage return for an unknown manufacturer. OpenWrt 25.12
# strips it; this does the same for the copy that is installed here.
set -u
file=/lib/netifd/proto/ncm.sh
grep getcardinfo.gcom "$file" | grep -q 'tr -d' && exit 0
sed -i 's#\(getcardinfo.gcom\) *|#\1 | tr -d "\\r" |#' "$file"
grep getcardinfo.gcom "$file" | grep -q 'tr -d' || {
	echo "the handler $file is not written as expected" >&2
	exit 85
}
