# Whenever wan or the tunnel comes up, where no watchdog does it. What stands before wan there may have a narrower line than wan's own device tells: so
# no more than the tunnel begins with. Made by Outpost.
root=''
wan=wan
of_wan() {
	ifstatus "$wan" 2>/dev/null | jsonfilter -e "$1" 2>/dev/null
}
case ${ACTION:-}:${INTERFACE:-} in
ifup:wan | ifup:outpost) fit 1380 ;;
esac
