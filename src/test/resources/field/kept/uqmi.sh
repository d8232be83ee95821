for what; do :; done
echo "uqmi $what" >>"$SAY/asked"
cat "$SAY/qmi/${what#--get-}" 2>/dev/null
