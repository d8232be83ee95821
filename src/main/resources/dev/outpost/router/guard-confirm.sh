# A new connection stands: what run RUN changed stays. The rename decides between this and the guard. ASKED says that it was asked
# before, and the answer was lost: with neither a guard nor a word of what it did, that was heard.
root=${OUTPOST_ROOT:-}
guard=$root/etc/outpost/guard
if [ "$(cat "$guard/run" 2>/dev/null)" = "$RUN" ] && { mv "$guard/complete" "$guard/confirmed" 2>/dev/null || [ -e "$guard/confirmed" ]; }; then
	sync
	sh "$root/etc/outpost/guard.sh" gone
	[ ! -e "$guard" ] && [ ! -e "$root/etc/init.d/outpost-guard" ]
	exit
fi
words=$(cat "$root/etc/outpost/last" "$root/tmp/outpost-guard.last" 2>/dev/null | grep "$RUN")
[ -n "$words" ] || [ -e "$guard" ] || [ "${ASKED:-}" != yes ] || exit 0
echo "${words:-no guard is armed}" >&2
case $words in
failed*) exit 78 ;;
esac
exit 80
