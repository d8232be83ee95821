# Restarts what was configured, detached: the connection may break on the way. netifd reads its protocol handlers only when it
# starts, so a reload would not do.
setsid sh -c 'sleep 1; /etc/init.d/network restart; /etc/init.d/firewall restart' </dev/null >/dev/null 2>&1 &
