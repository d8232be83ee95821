# Brings the name to wan's address now, or waits for the service that does; prints what came of it.
sh /usr/sbin/outpost-ddns once
exit 0
