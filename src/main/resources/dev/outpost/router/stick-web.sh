# A part of other scripts: a stick that is a router itself, and its web server. What it answers is data: words are cut out of it, none is run.

# What wan and the children of its handler say at a path.
status() {
	local name
	for name in "${wan:-wan}" "${wan:-wan}_4"; do
		ifstatus "$name" 2>/dev/null | jsonfilter -e "$1" 2>/dev/null
	done
}

# The router of wan's network, which is the stick; the first address of it where nobody says.
stick() {
	local address
	status '@.route[@.target="0.0.0.0"].nexthop' | grep -v '^0[.]0[.]0[.]0$' | head -n 1 | grep . && return 0
	address=$(status '@["ipv4-address"][0].address' | head -n 1)
	[ -z "$address" ] || echo "${address%.*}.1"
}

# A page of the stick's own web server, 16 KiB of it: $1 host, $2 path, then headers; $post is sent there. uclient-fetch takes headers on new
# releases alone; nc takes everything, but knows no end.
page() {
	local host=$1 path=$2 verb=GET child waited header file=${state:-${root:-}/tmp/outpost-stick}.page
	[ -z "${post:-}" ] || verb=POST
	shift 2
	if [ $# -eq 0 ]; then
		{ uclient-fetch -q -T 5 -O - "http://$host$path" 2>/dev/null || wget -q -T 5 -O - "http://$host$path" 2>/dev/null; } | head -c 16384
		return
	fi
	{
		printf '%s %s HTTP/1.0\r\nHost: %s\r\n' "$verb" "$path" "$host"
		for header; do printf '%s\r\n' "$header"; done
		[ -z "${post:-}" ] || printf 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %s\r\n' "$(printf '%s' "$post" | wc -c)"
		printf '\r\n%s' "${post:-}"
	} | {
		ulimit -f 32 2>/dev/null
		nc "$host" 80 >"$file" 2>/dev/null
	} &
	child=$!
	{
		for waited in 1 2 3 4 5 6 7 8; do sleep 1; done
		kill "$child"
	} >/dev/null 2>&1 &
	waited=$!
	wait "$child" 2>/dev/null
	kill "$waited" 2>/dev/null
	head -c 16384 "$file" 2>/dev/null
	rm -f "$file"
}

# A page of HiLink, with a session where it wants one, and anew where the token was stale by then; $3 is sent there.
hilink() {
	local said='' session tries=0
	[ -n "${3:-}" ] || said=$(page "$1" "$2")
	while [ "$tries" -lt 2 ]; do
		case $said in
		*'<error>'*12500[123]* | '') ;;
		*'<error>'*) [ "$tries" = 0 ] || break ;;
		*) break ;;
		esac
		tries=$((tries + 1))
		session=$(page "$1" /api/webserver/SesTokInfo)
		case $session in
		*'<SesInfo>'*) ;;
		*)
			[ -z "${3:-}" ] || said=$(
				post=$3
				page "$1" "$2" 'Connection: close'
			)
			break
			;;
		esac
		said=$(
			post=${3:-}
			page "$1" "$2" "Cookie: $(echo "$session" | sed -n 's/.*<SesInfo>\(.*\)<\/SesInfo>.*/\1/p')" \
				"__RequestVerificationToken: $(echo "$session" | sed -n 's/.*<TokInfo>\(.*\)<\/TokInfo>.*/\1/p')"
		)
	done
	printf '%s\n' "$said"
}

# The text of an element that holds digits and dots alone.
element() {
	sed -n "s/.*<$1>\([0-9.]*\)<\/$1>.*/\1/p" | head -n 1
}

# The address that the operator gave the stick: older firmwares tell it on the first page, newer ones on the second.
stick_wan() {
	local path address
	for path in /api/monitoring/status /api/device/information; do
		address=$(hilink "$1" "$path" | element WanIPAddress)
		[ -n "$address" ] || continue
		echo "$address"
		return
	done
}
