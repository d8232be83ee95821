cat "$SAY/transfer"
