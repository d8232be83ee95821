# What the router keeps of its own: the month's data that it counted, a line for the site and each camera; when wan fell silent, what was tried and
# what helped. Changes nothing.
if [ -x /usr/sbin/outpost-budget ]; then
	sh /usr/sbin/outpost-budget show
fi
for file in /tmp/outpost-keeper.history /etc/outpost-healing; do
	[ -s "$file" ] || continue
	sed 's/^/healing /' "$file"
	break
done
exit 0
