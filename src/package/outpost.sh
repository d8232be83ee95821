#!/bin/sh
# Outpost with the runtime, libraries and start-up caches that came with it.
here=$(readlink -f -- "$0")
here=${here%/bin/*}/lib/outpost
# what goes over SSH has it in its cache; a short command would load it for nothing
case ${1:-} in
apply | batch | camera | doctor | find | inspect | plan | relay | replace | retire | signal | verify | viewer) cache=contact ;;
*) cache=short ;;
esac
exec "$here/runtime/bin/java" "@$here/java.options" -XX:AOTCache="$here/$cache.aot" -jar "$here/outpost.jar" "$@"
