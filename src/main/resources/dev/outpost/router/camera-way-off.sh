# Takes the second addresses ADDED off DEVICE again. One that is gone already is gone.
for address in $ADDED; do
	ip addr del "$address" dev "$DEVICE" 2>/dev/null
done
ip addr show dev "$DEVICE" | grep -F ' inet ' | sed 's/^ */left /'
exit 0
