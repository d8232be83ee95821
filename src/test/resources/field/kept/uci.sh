cat "$SAY/uci/$3" 2>/dev/null
