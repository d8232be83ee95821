case $3 in
*"dialling again"* | *resetting* | *restarting*number*) ;;
*) echo "$3" >>"$SAY/log" ;;
esac
