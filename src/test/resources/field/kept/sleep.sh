# time is counted, not slept; a second is what somebody waits for another program, which gets a moment to answer
[ "$1" != 1 ] || /bin/sleep 0.03
exit 0
