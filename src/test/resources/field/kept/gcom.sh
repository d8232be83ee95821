# A modem: what it says to an AT line lies in a file of that name. Before AT+CMEE=1 an error is bare. A card counts, and can be cut off.
node=$2
case $COMMAND in
AT+CFUN=1,1 | AT+CRESET) echo "gcom ${node##*/} $COMMAND" >>"$SAY/done" ;;
AT+CMEE=1) [ -e "$SAY/no-cmee" ] || : >"$SAY/cmee" ;;
AT+CPIN=*)
	code=${COMMAND#AT+CPIN=?}
	echo "PIN ${code%?}" >>"$SAY/done"
	if [ "${code%?}" = "$(cat "$SAY/opens")" ]; then
		echo "+CPIN: READY" >"$SAY/at/AT+CPIN?"
		[ ! -e "$SAY/counts" ] || echo 3 >"$SAY/counts"
		echo OK
	else
		[ ! -e "$SAY/counts" ] || echo $(($(cat "$SAY/counts") - 1)) >"$SAY/counts"
		[ -e "$SAY/mute" ] || echo "+CME ERROR: 16"
	fi
	exit 0
	;;
esac
echo "${node##*/} $COMMAND" >>"$SAY/asked"
if [ "$COMMAND" = 'AT^CPIN?' ] && [ -e "$SAY/counts" ]; then
	printf '^CPIN: SIM PIN,,10,%s,10,3\n\nOK\n' "$(cat "$SAY/counts")"
	exit 0
fi
said=$(cat "$SAY/at/${node##*/}/$COMMAND" 2>/dev/null || cat "$SAY/at/$COMMAND" 2>/dev/null)
case $said in
*'+CME ERROR'*) [ -e "$SAY/cmee" ] || said=ERROR ;;
esac
[ -z "$said" ] || echo "$said"
