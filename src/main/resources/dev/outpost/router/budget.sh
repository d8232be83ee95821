#!/bin/sh
# Counts what goes through the tunnel against the month's data: named quotas in an nftables table of our own, which a restart of the firewall
# leaves alone. Over it nothing is forwarded any more between the tunnel and the cameras; what the router itself sends and takes there (SSH) goes
# on. Made by Outpost; in use while uci has outpost.budget with data above 0, and gone by itself without it.
#
# The count is saved at each half percent of the data and at shutdown: 200 writes a month. A month begins by the clock, never by one that was not
# set, never backwards. OUTPOST_ROOT and OUTPOST_PROC stand before paths in tests.
root=${OUTPOST_ROOT:-}
proc=${OUTPOST_PROC:-/proc}
note=$root/etc/outpost-data
state=$root/tmp/outpost-budget
table=outpost_budget
DAY=86400

limit() {
	local bytes
	bytes=$(uci -q get outpost.budget.data)
	case $bytes in
	'' | *[!0-9]*) echo 0 ;;
	*) echo "$bytes" ;;
	esac
}

# One line in the log for each new thing to say.
say() {
	[ "$1" != "$(cat "$state.said" 2>/dev/null)" ] || return 0
	echo "$1" >"$state.said"
	logger -t outpost-budget "$1"
}

# The cameras' quotas: name and address on the LAN.
cameras() {
	local each
	for each in $(uci -q get outpost.budget.camera); do
		case $each in
		*[!a-z0-9.:-]* | *:*:*) ;;
		?*:?*) echo "cam_${each%%:*} ${each#*:}" ;;
		esac
	done
}

# What the table has counted: a line of name and bytes for each quota. nft shows a number in the largest unit that divides it.
counted() {
	nft list table inet "$table" 2>/dev/null | sed -n \
		-e 's/^[[:space:]]*quota \([a-z0-9_-]*\) {.*/\1/p' \
		-e 's/^[[:space:]]*over [0-9]* [kmg]*bytes used \([0-9]* [kmg]*bytes\).*/\1/p' \
		-e 's/^[[:space:]]*over [0-9]* [kmg]*bytes$/0 bytes/p' | while read -r name && read -r bytes unit; do
		case $unit in
		kbytes) bytes=$((bytes * 1024)) ;;
		mbytes) bytes=$((bytes * 1048576)) ;;
		gbytes) bytes=$((bytes * 1073741824)) ;;
		esac
		echo "$name $bytes"
	done
}

# What stands under a name in a list of lines like those of the note.
of() {
	sed -n "s/^$1 \([0-9-]*\)\$/\1/p" | head -n 1
}

# How much of quota $1 is used: as the table says, else as it was saved.
used() {
	local bytes
	bytes=$(printf '%s\n' "$now" | of "$1")
	[ -n "$bytes" ] || bytes=$(saved "$1" 0)
	echo "$bytes"
}

# The table, anew and at one stroke, with what is used already. $1: the data of a month.
ruleset() {
	local data=$1 name address
	echo "add table inet $table"
	echo "delete table inet $table"
	echo "table inet $table {"
	echo "quota tunnel { over $data bytes used $(used tunnel) bytes }"
	cameras | while read -r name address; do
		echo "quota $name { over $data bytes used $(used "$name") bytes }"
	done
	# who is told that it is over does not send again and again
	echo "chain spent { meta l4proto tcp reject with tcp reset; drop; }"
	echo "chain forward { type filter hook forward priority 5; policy accept;"
	# what the site file makes public comes from wan itself; a quota that is not used up ends its rule
	cameras | while read -r name address; do
		echo "iifname outpost ip daddr $address quota name $name"
		echo "oifname outpost ip saddr $address quota name $name"
		echo "iifname != outpost ct status dnat ip daddr $address quota name $name"
		echo "oifname != outpost ct status dnat ip saddr $address quota name $name"
		echo "iifname != outpost ct status dnat ip daddr $address quota name tunnel goto spent"
		echo "oifname != outpost ct status dnat ip saddr $address quota name tunnel goto spent"
	done
	echo "iifname outpost quota name tunnel goto spent"
	echo "oifname outpost quota name tunnel goto spent"
	echo "}"
	echo "chain input { type filter hook input priority 5; policy accept; iifname outpost quota name tunnel; }"
	echo "chain output { type filter hook output priority 5; policy accept; oifname outpost quota name tunnel; }"
	echo "}"
}

# The month, where the clock can be believed.
month() {
	local year
	year=$(date -u +%Y)
	[ "$year" -lt 2025 ] || date -u +%Y-%m
}

uptime() {
	local up rest
	read -r up rest <"$proc/uptime"
	echo "${up%%.*}"
}

# Takes down on flash what is counted, whole or not at all. $1 month, $2 since when (s since 1970; 0: nobody knows), then the counts.
keep() {
	local month=$1 since=$2
	shift 2
	{
		echo "month $month"
		echo "since $since"
		[ -z "$*" ] || printf '%s\n' "$@"
	} >"$note.new" && sync && mv "$note.new" "$note" && sync
}

save() {
	local now
	now=$(counted)
	[ -z "$now" ] || keep "$(saved month 0000-00)" "$(saved since 0)" "$now"
}

# Of the note: what stands under $1, else $2.
saved() {
	local value
	value=$(cat "$note" 2>/dev/null | of "$1")
	echo "${value:-$2}"
}

# A new month counts from nothing. A note of a month that is still to come was made by a clock that was wrong: once the router has run for a day
# the clock is right, and the count stays.
turn() {
	local today kept
	today=$(month)
	kept=$(saved month 0000-00)
	[ -n "$today" ] && [ "$today" != "$kept" ] || return 1
	if [ "$kept" = 0000-00 ]; then
		keep "$today" "$(date -u +%s)" "$now"
	elif [ "$(printf '%s\n%s\n' "$kept" "$today" | sort | head -n 1)" = "$kept" ]; then
		now=
		keep "$today" "$(date -u +%s)"
		rm -f "$state.said"
		return 0
	elif [ "$(uptime)" -ge "$DAY" ]; then
		keep "$today" "$(date -u +%s)" "$now"
	fi
	return 1
}

# One look: the table is as it should be, the month is the present one, what grew is saved, and what a person should know is said.
once() {
	local data now count wanted
	data=$(limit)
	now=$(counted)
	wanted="$data $(cameras | tr '\n' ' ')"
	if turn || [ -z "$now" ] || [ "$wanted" != "$(cat "$state.loaded" 2>/dev/null)" ]; then
		ruleset "$data" >"$state.nft"
		nft -f "$state.nft" 2>"$state.words" || {
			say "nft takes no quota: the data are not counted ($(head -n 1 "$state.words"))"
			return 1
		}
		echo "$wanted" >"$state.loaded"
		now=$(counted)
	fi
	count=$(used tunnel)
	[ "$(saved tunnel 0)" -ge "$data" ] || [ $(((count - $(saved tunnel 0)) * 200)) -lt "$data" ] || save
	if [ "$count" -ge "$data" ]; then
		say "the month's data are used up: viewers wait for the next month, SSH goes on"
	elif [ $((count * 10)) -ge $((data * 8)) ]; then
		say "80 % of the month's data are used"
	fi
}

# "data LIMIT USED SINCE MONTH", then a line for each camera; nothing where there is no limit.
show() {
	local data now name address
	data=$(limit)
	[ "$data" -gt 0 ] || return 0
	now=$(counted)
	echo "data $data $(used tunnel) $(saved since 0) $(saved month 0000-00)"
	cameras | while read -r name address; do
		echo "data-camera ${name#cam_} $(used "$name")"
	done
}

# Nobody wants it any more.
leave() {
	nft delete table inet "$table" 2>/dev/null
	rm -f "$root"/etc/rc.d/[SK][0-9][0-9]outpost-budget "$root/etc/init.d/outpost-budget" "$root/usr/sbin/outpost-budget"
	rm -f "$note" "$note.new" "$state.said" "$state.loaded" "$state.nft" "$state.words"
	ubus call service delete '{"name":"outpost-budget"}' >/dev/null 2>&1
	exit 0
}

armed() {
	local mark
	for mark in complete restoring restored; do
		[ ! -e "$root/etc/outpost/guard/$mark" ] || return 0
	done
	return 1
}

case ${1:-} in
once) once ;;
save) save ;;
show) show ;;
run)
	trap 'save; exit 0' TERM INT
	rm -f "$state.loaded"
	while :; do
		[ "$(limit)" -gt 0 ] || armed || leave
		[ "$(limit)" = 0 ] || once
		sleep 60 &
		wait $!
	done
	;;
esac
