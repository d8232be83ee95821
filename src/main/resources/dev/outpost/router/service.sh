# What was committed is read by SERVICE, which starts anew; a router without it lacks nothing.
if [ -x "/etc/init.d/$SERVICE" ]; then
	"/etc/init.d/$SERVICE" restart >/dev/null 2>&1
fi
exit 0
