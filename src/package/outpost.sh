#!/bin/sh
# Outpost with the runtime, libraries and start-up cache that came with it.
here=$(readlink -f -- "$0")
here=${here%/bin/*}/lib/outpost
exec "$here/runtime/bin/java" -XX:AOTCache="$here/outpost.aot" -Xlog:aot=off -Xlog:cds=off -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -jar "$here/outpost.jar" "$@"
