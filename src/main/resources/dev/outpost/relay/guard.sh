# The relay's guard, put in front of each script that changes something there: what was is kept aside, and comes back by
# itself when nobody confirms within WINDOW seconds of the server's own uptime, or when the server restarts before that.
guard=/etc/outpost/guard
conf="/etc/wireguard/$INTERFACE.conf"

stop() { # MESSAGE STATUS
    echo "$1" >&2
    exit "$2"
}

uptime_seconds() {
    read -r up rest </proc/uptime
    echo "${up%.*}"
}

arm() {
    mkdir -p /etc/outpost
    tries=0
    until mkdir "$guard" 2>/dev/null; do
        owner=$(cat "$guard/run" 2>/dev/null)
        if [ -e "$guard/armed" ] && { [ "$owner" = "$RUN" ] || [ "$owner" = "$DEAD_RUN" ]; }; then
            watch # what was kept aside first stays what comes back
            return 0
        fi
        tries=$((tries + 1))
        if [ "$tries" -ge 20 ]; then
            [ ! -e "$guard/armed" ] || stop "armed by run $owner" 75
            rm -rf "$guard" # its maker died before anything was changed
        fi
        sleep 1
    done
    chmod 700 "$guard"
    mkdir "$guard/old"
    [ ! -e "$conf" ] || cp -p "$conf" "$guard/old/conf"
    [ ! -e /etc/outpost/outpost.nft ] || cp -p /etc/outpost/outpost.nft "$guard/old/nft"
    [ ! -d /etc/outpost/sites ] || cp -p -r /etc/outpost/sites "$guard/old/sites"
    watch
}

watch() {
    printf '%s\n' "$WATCH" >"$guard/watch"
    echo $(($(uptime_seconds) + WINDOW)) >"$guard/deadline"
    echo "$RUN" >"$guard/run"
    sync
    : >"$guard/armed"
    setsid sh "$guard/watch" "$INTERFACE" "$RUN" </dev/null >/dev/null 2>&1 &
}

unchanged() {
    [ "$(cat /etc/outpost/sites/* 2>/dev/null | sha256sum | cut -d ' ' -f 1)" = "$GENERATION" ] || {
        rm -rf "$guard"
        stop "somebody else changed the relay's sites meanwhile" 76
    }
}

write_files() {
    umask 077
    mkdir -p /etc/outpost/sites /etc/wireguard
    printf '%s' "$NFT" >/etc/outpost/outpost.nft.new
    if ! words=$(nft -c -f /etc/outpost/outpost.nft.new 2>&1); then
        rm -f /etc/outpost/outpost.nft.new
        rm -rf "$guard"
        stop "nft refuses the table: $words" 77
    fi
    printf '%s' "$CONF" >"$conf.new"
    if [ -n "$SITE" ] && [ -z "$SITE_TEXT" ]; then
        rm -f "/etc/outpost/sites/$SITE" # a site that is given up
    elif [ -n "$SITE" ]; then
        printf '%s' "$SITE_TEXT" >"/etc/outpost/sites/.new"
        mv "/etc/outpost/sites/.new" "/etc/outpost/sites/$SITE"
    fi
    mv /etc/outpost/outpost.nft.new /etc/outpost/outpost.nft
    mv "$conf.new" "$conf"
}

load() {
    words=$(nft -f /etc/outpost/outpost.nft 2>&1) || stop "nft does not load the table: $words" 79
    # syncconf clears a private key that it is not given, so it gets ours; printf is a builtin: the key is in no argument list
    stripped="$guard/stripped"
    { printf '[Interface]\nPrivateKey = %s\n' "$(cat "/etc/wireguard/$INTERFACE.key")"; wg-quick strip "$INTERFACE"; } >"$stripped"
    words=$(wg syncconf "$INTERFACE" "$stripped" 2>&1) || stop "wg syncconf: $words" 79
    rm -f "$stripped"
}
