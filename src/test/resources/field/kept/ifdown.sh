echo "ifdown $1" >>"$SAY/done"
[ ! -e "$SAY/netifd" ] || echo down >"$SAY/netifd"
