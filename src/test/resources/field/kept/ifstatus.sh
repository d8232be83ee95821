# what the test says; or netifd, which dials while nobody takes wan down
[ "$1" = wan ] || exit 1
case $(cat "$SAY/netifd" 2>/dev/null) in
down) echo '{"up":false,"pending":false,"available":true,"autostart":false}' ;;
dials) cat "$SAY/dialling" ;;
*) cat "$SAY/wan" ;;
esac
