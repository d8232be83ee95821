# Says what the ncm handler makes of a modem's name that a carriage return follows: "cured" where it takes it off, "ill" where the return
# stays with the name, "unknown" where that cannot be learnt. The handler is asked, not read: its own setup runs in a shell of its own, in
# which the modem's program says "huawei" and a return, what would change anything is a name without effect, and the first look into the table
# of modems ends it. The text of the handler comes on the standard input.
handler_asked() {
	(
		set +u
		return=$(printf '\r')
		# shellcheck disable=SC2030
		INCLUDE_ONLY=1
		ubus() { :; }
		uci() { :; }
		ip() { :; }
		ifconfig() { :; }
		ifup() { :; }
		ifdown() { :; }
		rm() { :; }
		mv() { :; }
		cp() { :; }
		ln() { :; }
		mkdir() { :; }
		touch() { :; }
		chmod() { :; }
		tee() { :; }
		dd() { :; }
		kill() { :; }
		killall() { :; }
		logger() { :; }
		reboot() { :; }
		init_proto() { :; }
		add_protocol() { :; }
		proto_config_add_string() { :; }
		proto_config_add_int() { :; }
		proto_config_add_boolean() { :; }
		proto_config_add_defaults() { :; }
		json_load() { told "$*"; }
		json_load_file() { told "$*"; }
		json_select() { told "$*"; }
		json_get_var() { told "$*"; }
		json_get_values() { told "$*"; }
		json_for_each_item() { told "$*"; }
		jsonfilter() { told "$*"; }
		sleep() { exit 0; }
		proto_notify_error() { exit 0; }
		proto_set_available() { exit 0; }
		proto_block_restart() { exit 0; }
		gcom() {
			case $* in
			*getcardinfo*) printf 'AT+CGMI\r\r\n\r\nhuawei\r\n\r\nOK\r\n' ;;
			*) told "" ;;
			esac
		}
		json_get_vars() {
			device=/dev/null
			ifname=lo
			delay=
		}
		told() {
			[ -n "$manufacturer" ] || case $1 in
			*huawei"$return"*) manufacturer=huawei$return ;;
			huawei | *[!a-z]huawei[!a-z]*) manufacturer=huawei ;;
			esac
			case $manufacturer in
			"$return"* | huawei"$return"*) echo ill >&3 ;;
			*"$return"*) ;;
			huawei) echo cured >&3 ;;
			*) return 0 ;;
			esac
			exit 0
		}
		eval "$(cat)"
		proto_ncm_setup wan </dev/null
	) 3>&1 >/dev/null 2>&1
}
# One that does not say, or that the cure would not cure, is nobody's to change.
handler_state() {
	grep -q getcardinfo.gcom "$1" || {
		echo unknown
		return 0
	}
	state=$(handler_asked <"$1" | head -n 1)
	[ "$state" != ill ] || [ "$(handler_cured "$1" | handler_asked | head -n 1)" = cured ] || state=
	echo "${state:-unknown}"
}
handler_cured() {
	# shellcheck disable=SC1003
	sed 's#getcardinfo\.gcom[^|)\`]*#& | tr -d "\\r" #' "$1"
}
