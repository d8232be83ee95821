# Lets one site in, changes it, or takes it out (without a SITE_TEXT): its file, then what follows from it, without touching anybody else's session.
set -u
umask 077
arm load "$site_file"
take_site
words=$(sh /etc/outpost/relay.sh load "$at_least" "$SITE" 2>&1) || failed "$words" 79
