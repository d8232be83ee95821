# Only the firewall changed.
words=$(fw4 reload 2>&1)
echo "$words" | grep -F '[!]' | grep outpost | sed 's/^/firewall /'
exit 0
