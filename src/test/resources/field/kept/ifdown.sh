echo "ifdown $1" >>"$SAY/done"
