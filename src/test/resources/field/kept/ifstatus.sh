[ "$1" = wan ] && cat "$SAY/wan"
