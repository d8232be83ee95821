[ "$COMMAND" != 'AT+CFUN=1,1' ] || echo "gcom $COMMAND" >>"$SAY/done"
cat "$SAY/at/$COMMAND" 2>/dev/null
