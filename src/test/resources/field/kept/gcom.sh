case $COMMAND in
AT+CFUN=1,1) echo "gcom $COMMAND" >>"$SAY/done" ;;
AT+CPIN=*)
	code=${COMMAND#AT+CPIN=?}
	echo "PIN ${code%?}" >>"$SAY/done"
	if [ "${code%?}" = "$(cat "$SAY/opens")" ]; then
		echo "+CPIN: READY" >"$SAY/at/AT+CPIN?"
		echo OK
	else
		echo "+CME ERROR: 16"
	fi
	exit 0
	;;
esac
cat "$SAY/at/$COMMAND" 2>/dev/null
