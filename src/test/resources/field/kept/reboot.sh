echo reboot >>"$SAY/done"
