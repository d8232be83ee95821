for what; do :; done
echo "umbim $what" >>"$SAY/asked"
cat "$SAY/mbim/$what" 2>/dev/null
