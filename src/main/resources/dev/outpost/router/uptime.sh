# Since when the router runs: its power may have been cut in the middle of a run.
cat /proc/uptime
