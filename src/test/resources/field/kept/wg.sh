case $* in
*endpoints) cat "$SAY/endpoints" 2>/dev/null ;;
*) cat "$SAY/transfer" ;;
esac
