#!/bin/sh
# Runs the script $1, which makes one of our tables anew, with a source of one device or package made up here.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

deb() { # what is below $work/tree, as a package
    mkdir -p "$work/tree/DEBIAN"
    printf '%s\n' 'Package: some' 'Version: 1' 'Architecture: all' 'Maintainer: nobody <nobody@example.org>' 'Description: some' \
        >"$work/tree/DEBIAN/control"
    dpkg-deb -b "$work/tree" "$work/some.deb" >&2
}

case $1 in
refresh-apns)
    mkdir -p "$work/tree/usr/share/mobile-broadband-provider-info"
    echo '<a><provider><name>N</name><gsm><network-id mcc="404" mnc="10"/><apn value="some.apn"/></gsm></provider></a>' \
        >"$work/tree/usr/share/mobile-broadband-provider-info/serviceproviders.xml"
    deb
    scripts/refresh-apns "$work/some.deb"
    ;;
refresh-modeswitch)
    mkdir -p "$work/tree/usr/share/usb_modeswitch" "$work/pack"
    printf '%s\n' StandardEject=1 TargetVendor=0x1234 TargetProduct=0x0002 >"$work/pack/1234:0001"
    tar -czf "$work/tree/usr/share/usb_modeswitch/configPack.tar.gz" -C "$work/pack" 1234:0001
    deb
    scripts/refresh-modeswitch "$work/some.deb"
    ;;
refresh-boards)
    echo '{"version_number": "24.10.8", "target": "a/b", "profiles": {"acme_box": {"supported_devices": ["acme,box"]}}}' >"$work/profiles.json"
    scripts/refresh-boards 2026-08-22 "$work/profiles.json"
    ;;
refresh-exploited)
    echo '{"catalogVersion": "2027.01.02", "vulnerabilities": [
        {"cveID": "CVE-2027-0001", "vendorProject": "Hikvision", "product": "Some Camera", "dateAdded": "2027-01-01"},
        {"cveID": "CVE-2027-0002", "vendorProject": "D-Link", "product": "DIR-1 Router", "dateAdded": "2027-01-01"}]}' >"$work/kev.json"
    scripts/refresh-exploited 2027-01-03 "$work/kev.json"
    if grep CVE-2027-0002 device-profiles/cameras/known-exploited.tsv; then exit 1; fi
    grep -q "CVE-2021-36260.*210628" device-profiles/cameras/known-exploited.tsv
    ;;
refresh-packages)
    scripts/refresh-packages 25.12.9 like 24.10 2026-08-22
    ;;
refresh-usb-drivers)
    mkdir -p "$work/linux/drivers/net/usb" "$work/linux/drivers/usb/serial" "$work/linux/drivers/usb/class"
    printf '%s\n' 'VERSION = 6' 'PATCHLEVEL = 6' 'SUBLEVEL = 1' >"$work/linux/Makefile"
    for driver in net/usb/qmi_wwan net/usb/cdc_mbim net/usb/huawei_cdc_ncm net/usb/cdc_ncm net/usb/cdc_ether net/usb/rndis_host \
        net/usb/sierra_net net/usb/kalmia net/usb/hso net/usb/asix_devices net/usb/r8152 net/usb/ax88179_178a net/usb/aqc111 \
        net/usb/smsc75xx net/usb/smsc95xx net/usb/lan78xx net/usb/dm9601 net/usb/mcs7830 net/usb/sr9700 net/usb/sr9800 \
        net/usb/ch9200 usb/serial/qcserial usb/serial/sierra usb/serial/option usb/serial/ipw usb/class/cdc-acm; do
        printf '%s\n' 'static const struct usb_device_id products[] = {' \
            '{ USB_DEVICE_INTERFACE_NUMBER(0x1234, 0x5678, 4), .driver_info = 1 },' '{ }' '};' >"$work/linux/drivers/$driver.c"
    done
    scripts/refresh-usb-drivers "24.10=$work/linux"
    ;;
esac
