# the paths that are asked for, of one line of JSON
read -r json
case $2 in
*ipv4-address*) echo "$json" | sed -n 's/.*"ipv4-address":\[{"address":"\([^"]*\)".*/\1/p' ;;
*dns-server*) echo "$json" | sed -n 's/.*"dns-server":\["\([^"]*\)".*/\1/p' ;;
*autostart* | *.up) echo "$json" | sed -n "s/.*\"${2#@.}\":\([a-z]*\).*/\1/p" ;;
*errors*) echo "$json" | sed -n 's/.*"code":"\([^"]*\)".*/\1/p' ;;
*nexthop) echo "$json" | sed -n 's/.*"nexthop":"\([^"]*\)".*/\1/p' ;;
*l3_device) echo "$json" | sed -n 's/.*"l3_device":"\([^"]*\)".*/\1/p' ;;
esac
