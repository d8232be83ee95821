# a web server that wants the session it handed out
request=$(tr -d '\r')
echo "nc $request" >>"$SAY/asked"
path=${request#GET /}
path=${path%% *}
case $request in
*'Cookie: SessionID=s1'*'__RequestVerificationToken: t1'*) cat "$SAY/web/$(echo "${path%%\?*}" | tr / .).open" ;;
*) echo '<error><code>125002</code></error>' ;;
esac
