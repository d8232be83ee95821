for host; do :; done
[ "$host" = "$(cat "$SAY/ping")" ]
