# Sets the clock to NOW (s since 1970): a router without a battery starts in the past, and WireGuard drops stamps of the past.
date -u -s "@$NOW" >/dev/null
