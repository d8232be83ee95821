echo "ifup $1" >>"$SAY/done"
