for url; do :; done
echo "web $url" >>"$SAY/asked"
path=${url#http://*/}
path=${path%%\?*}
cat "$SAY/web/$(echo "$path" | tr / .)" 2>/dev/null
