# The relay's guard, put in front of each script that changes something there: what was is kept aside, read back, and comes
# back by itself when nobody confirms within WINDOW seconds of the server's own uptime, or when it restarts before that.
guard=/etc/outpost/guard
site_file=/etc/outpost/sites/$SITE

stop() { # WORDS STATUS
    echo "$1" >&2
    exit "$2"
}

uptime_seconds() {
    read -r up rest </proc/uptime
    echo "${up%.*}"
}

no_room() {
    rm -rf "$guard"
    rm -f /etc/outpost/*.new
    stop "$(df -k /etc/outpost | tail -n 1)" 82
}

arm() { # UNDO PATH...: what is kept are the paths, UNDO is how the relay is put back
    heard
    mkdir -p /etc/outpost/sites || no_room
    tries=0
    unarmed=0
    until mkdir "$guard" 2>/dev/null; do
        heard
        # another's may just have been taken away; what is there by now is not ours to clear
        [ -e "$guard" ] || { mkdir "$guard.$$" 2>/dev/null && rmdir "$guard.$$"; } || stop "$(df -k /etc/outpost | tail -n 1)" 82
        owner=$(cat "$guard/run" 2>/dev/null)
        if [ -e "$guard/armed" ] && { [ "$owner" = "$RUN" ] || [ "$owner" = "$DEAD_RUN" ]; }; then
            again "$@"
            return 0
        fi
        tries=$((tries + 1))
        unarmed=$((unarmed + 1))
        if [ -e "$guard/armed" ] || [ -e "$guard/restoring" ]; then
            unarmed=0
        elif [ "$unarmed" -ge 20 ] && ! kill -0 "$(cat "$guard/maker" 2>/dev/null)" 2>/dev/null; then
            rm -rf "$guard" # its maker died before anything was changed
        fi
        [ "$tries" -lt "$PATIENCE" ] || stop "armed by run $owner" 75
        sleep 1
    done
    chmod 700 "$guard"
    undo=$1
    shift
    note maker $$
    : >"$guard/kept" || no_room
    keep "$@"
    note undo "$undo"
    watch
}

# What a dead run of ours kept aside stays what comes back; this run's own files join it.
again() { # UNDO PATH...
    case $(cat "$guard/undo") in
    load) note undo "$1" ;;
    esac
    shift
    for path in "$@"; do
        grep -q " $path\$" "$guard/kept" || keep "$path"
    done
    watch
}

keep() { # PATH...
    for path in "$@"; do
        if [ -e "$path" ]; then
            copy=$(wc -l <"$guard/kept")
            copy=$((copy + 1))
            { cp -p "$path" "$guard/$copy" && cmp -s "$path" "$guard/$copy" && echo "$copy $path" >>"$guard/kept"; } || no_room
        else
            echo "- $path" >>"$guard/kept" || no_room
        fi
        grep -q " $path\$" "$guard/kept" || no_room
    done
}

note() { # NAME TEXT
    printf '%s\n' "$2" >"$guard/$1" 2>/dev/null
    [ "$(cat "$guard/$1")" = "$2" ] || no_room
}

watch() {
    note watch "$WATCH"
    note deadline $(($(uptime_seconds) + WINDOW))
    note run "$RUN"
    sync
    : >"$guard/armed"
    [ -e "$guard/armed" ] || no_room
    setsid sh "$guard/watch" "$RUN" wait </dev/null >/dev/null 2>&1 &
}

failed() { # WORDS STATUS: nothing of this run stays
    sh "$guard/watch" "$RUN" now </dev/null >/dev/null 2>&1
    stop "$1" "$2"
}

put() { # PATH TEXT MODE: whole and read back, or not at all
    ! abandoned || failed "nobody hears this run any more" 129
    printf '%s\n' "$2" >/etc/outpost/file.new 2>/dev/null
    [ "$(cat /etc/outpost/file.new)" = "$2" ] || {
        rm -f /etc/outpost/file.new
        failed "$(df -k /etc/outpost | tail -n 1)" 82
    }
    chmod "$3" /etc/outpost/file.new
    sync
    mv /etc/outpost/file.new "$1" || failed "$1 is not written" 79
}

# --- one site's file

unchanged() {
    [ "$(grep -v -e '^#' -e '^ *$' "$site_file" 2>/dev/null | sha256sum | cut -d ' ' -f 1)" = "$GENERATION" ] ||
        failed "somebody else changed the relay's site $SITE meanwhile" 76
}

others() { # GREP'S WORDS: sites besides ours with such a line
    grep -l "$@" /etc/outpost/sites/* 2>/dev/null | grep -v -x -F "$site_file" | sed 's|.*/||'
}

refuse() { # WHAT SITES
    [ -z "$2" ] || failed "$1 is that of site $(printf '%s' "$2" | head -n 1)" 81
}

nobody_has_it() {
    while read -r word one two three more; do
        case $word in
        block) refuse "block $one" "$(others -x -F "block $one")" ;;
        router) [ "$two" = - ] || refuse "the router's key $two" "$(others -F " $two")" ;;
        viewer | admin | verifier)
            refuse "address $two of $one" "$(others -F " $two ")"
            refuse "the key of $one" "$(others -F " $three")"
            ;;
        public) refuse "public port $one" "$(others "^public $one ")" ;;
        esac
    done <<END
$SITE_TEXT
END
}

# Peers may only become fewer by those that this site gives up.
least() {
    live=$(inside wg show "$INTERFACE" peers 2>/dev/null | wc -l)
    had=$(grep -c '^\(viewer\|admin\|verifier\|router\) ' "$site_file" 2>/dev/null)
    gets=$(printf '%s\n' "$SITE_TEXT" | grep -c '^\(viewer\|admin\|verifier\|router\) ')
    fewer=$((${had:-0} - gets))
    [ "$fewer" -gt 0 ] || fewer=0
    least=$((live - fewer))
    [ "$least" -gt 0 ] || least=0
    echo "$least"
}

inside() {
    if [ -e /run/netns/outpost ]; then ip netns exec outpost "$@"; else "$@"; fi
}

take_site() {
    unchanged
    nobody_has_it
    at_least=$(least)
    if [ -n "$SITE_TEXT" ]; then
        put "$site_file" "$SITE_TEXT" 600
    else
        ! abandoned || failed "nobody hears this run any more" 129
        rm -f "$site_file" # a site that is given up
    fi
}
