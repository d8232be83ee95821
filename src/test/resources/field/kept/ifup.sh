echo "ifup $1" >>"$SAY/done"
[ ! -e "$SAY/netifd" ] || echo dials >"$SAY/netifd"
