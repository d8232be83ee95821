case "$*" in
*renew*) echo "renew ${2##*.}" >>"$SAY/done" ;;
esac
exit 0
