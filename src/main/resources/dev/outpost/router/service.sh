# What was committed is read by SERVICE, which starts anew; a router without it lacks nothing.
case $SERVICE in
sysntpd) [ ! -x /etc/init.d/sysntpd ] || /etc/init.d/sysntpd restart >/dev/null 2>&1 ;;
dnsmasq) [ ! -x /etc/init.d/dnsmasq ] || /etc/init.d/dnsmasq restart >/dev/null 2>&1 ;;
esac
exit 0
