package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.ApkFile;
import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.bundle.Item;
import dev.outpost.bench.bundle.PackageServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The dummy packages that the recorded package server had, as far as the records show them; sizes are chosen so that the sums are the
 * recorded ones, names that the records do not show are padding.
 */
final class RecordedFeed implements PackageServer {
    static final String KEY = "a key of the test\n";
    static final String HASH = "6.12.88~6a9e125268c43e0bae8cecb014c8ab03-r1";
    static final List<String> ADDRESSES = Stream.of(
                    "targets/ramips/mt76x8/packages",
                    "targets/ramips/mt76x8/kmods/6.12.88-1-6a9e125268c43e0bae8cecb014c8ab03",
                    "packages/mipsel_24kc/base",
                    "packages/mipsel_24kc/packages",
                    "packages/mipsel_24kc/luci")
            .map(folder -> "http://downloads.openwrt.org/releases/25.12.99/" + folder + "/packages.adb")
            .toList();
    private static final String MODULE = "6.12.88-r1";
    private static final int ONE_OF_IMAGE = 13_463;
    private static final int ONE_OF_NCM = 73_984;
    private static final int ONE_OF_WIREGUARD = 70_656;

    private final Map<String, byte[]> files = new TreeMap<>();
    private boolean connected = true;

    RecordedFeed() throws IOException {
        var feeds = new TreeMap<String, List<ApkInfo>>();
        for (var file : packages()) {
            var feed = ADDRESSES.get(
                    file.info().name().startsWith("luci")
                            ? 4
                            : file.info().name().equals("usbutils") ? 3 : 2);
            var bytes = file.bytes(Optional.of(KEY));
            files.put(feed.replace("packages.adb", file.info().full() + ".apk"), bytes);
            feeds.computeIfAbsent(feed, name -> new ArrayList<>())
                    .add(ApkFile.parse(bytes, List.of()).file().info());
        }
        for (var address : ADDRESSES) {
            files.put(address, ApkFile.index(feeds.getOrDefault(address, List.of()), Optional.of(KEY)));
        }
    }

    void isConnected(boolean now) {
        connected = now;
    }

    @Override
    public byte[] get(String address) throws Failure {
        if (!connected || !address.startsWith("http://downloads.openwrt.org/")) {
            throw new Failure(4, "Failed to send request: Operation not permitted");
        }
        var bytes = files.get(address);
        if (bytes == null) {
            throw new Failure(8, "");
        }
        return bytes;
    }

    /** What the image has: 75 packages. */
    static List<ApkInfo> image() {
        var names = new ArrayList<>(List.of(
                "apk-mbedtls",
                "busybox",
                "ca-bundle",
                "dnsmasq",
                "dropbear",
                "firewall4",
                "fstools",
                "fwtool",
                "getrandom",
                "jansson4",
                "jshn",
                "urandom-seed",
                "urngd",
                "usign",
                "wireless-regdb",
                "zlib"));
        IntStream.range(0, 47).forEach(n -> names.add("lib-padding-%02d".formatted(n)));
        var all = new ArrayList<ApkInfo>();
        names.forEach(name -> all.add(info(name, "2025.01.01~0badcafe-r1", ONE_OF_IMAGE, "")));
        all.add(info("base-files", "1688~0badcafe", ONE_OF_IMAGE, ""));
        all.add(info("kernel", HASH, ONE_OF_IMAGE, ""));
        for (var name : List.of(
                "lib-crc-ccitt",
                "mt7603",
                "nft-core",
                "nft-nat",
                "nft-offload",
                "ppp",
                "pppoe",
                "slhc",
                "usb-core",
                "usb2")) {
            all.add(info("kmod-" + name, MODULE, ONE_OF_IMAGE, "kernel"));
        }
        return all;
    }

    private static List<ApkFile> packages() {
        var all = new ArrayList<ApkFile>();
        for (var row : """
                chat 2.5.2-r1
                comgt 0.32-r38 chat
                kmod-mii 6.12.88-r1 kernel
                kmod-usb-net 6.12.88-r1 kernel kmod-mii
                kmod-usb-net-cdc-ether 6.12.88-r1 kernel kmod-usb-net
                kmod-usb-net-cdc-ncm 6.12.88-r1 kernel kmod-usb-net kmod-usb-net-cdc-ether
                kmod-usb-wdm 6.12.88-r1 kernel kmod-usb-net
                kmod-usb-net-huawei-cdc-ncm 6.12.88-r1 kernel kmod-usb-net kmod-usb-net-cdc-ncm kmod-usb-wdm
                kmod-usb-serial 6.12.88-r1 kernel kmod-usb-core
                kmod-usb-serial-wwan 6.12.88-r1 kernel kmod-usb-serial
                kmod-usb-serial-option 6.12.88-r1 kernel kmod-usb-serial kmod-usb-serial-wwan
                wwan 2019.04.29-r6
                """.lines().toList()) {
            all.add(plain(row, ONE_OF_NCM));
        }
        all.add(new ApkFile(
                info(
                        "comgt-ncm",
                        "0.32-r38",
                        11 << 10,
                        "comgt kmod-usb-net-huawei-cdc-ncm kmod-usb-serial-option wwan"),
                List.of(
                        item("etc/gcom/ncm.json", "{}"),
                        item("lib/apk/packages/comgt-ncm.list", "/etc/gcom/ncm.json\n/lib/netifd/proto/ncm.sh\n"),
                        item("lib/netifd/proto/ncm.sh", "#!/bin/sh\n")),
                scripts("exit 0\n")));
        for (var row : """
                luci-lib-uqr 1.0-r1
                kmod-crypto-lib-chacha20 6.12.88-r1
                kmod-crypto-lib-poly1305 6.12.88-r1
                kmod-crypto-lib-chacha20poly1305 6.12.88-r1 kmod-crypto-lib-chacha20 kmod-crypto-lib-poly1305
                kmod-crypto-lib-curve25519 6.12.88-r1
                kmod-udptunnel4 6.12.88-r1
                kmod-udptunnel6 6.12.88-r1
                kmod-wireguard 6.12.88-r1 kmod-crypto-lib-chacha20poly1305 kmod-crypto-lib-curve25519 kmod-udptunnel4 kmod-udptunnel6
                wireguard-tools 1.0.20250521-r1 kmod-wireguard
                luci-proto-wireguard 26.001.00000~abcdef0 luci-lib-uqr wireguard-tools
                """.lines().toList()) {
            all.add(plain(row, ONE_OF_WIREGUARD));
        }
        for (var row : """
                kmod-usb-net-cdc-mbim 6.12.88-r1 kernel
                kmod-usb-net-qmi-wwan 6.12.88-r1 kernel
                kmod-usb-net-rndis 6.12.88-r1 kernel
                luci-proto-ncm 26.001.00000~abcdef0
                kmod-wrong-kernel 6.6.1-r1 kernel=6.6.1~ffffffffffffffffffffffffffffffff-r1
                needs-missing 1.0-r1 libnothere2
                picocom 2024.07-r1
                usbutils 018-r1
                """.lines().toList()) {
            all.add(plain(row, 5));
        }
        all.add(plain("libusb-1.0-0 1.0.29-r1", 30_208));
        all.add(plain("usb-modeswitch 2022.02.24~3c8595a4-r1 libusb-1.0-0", 30_208));
        all.add(new ApkFile(
                info("broken-postinst", "1.0-r1", 5, ""),
                List.of(),
                scripts("echo something went wrong >&2\nexit 3\n")));
        all.add(clash("clash-a", "a"));
        all.add(clash("clash-b", "b"));
        all.add(new ApkFile(
                info("big-package", "1.0-r1", 9 << 20, ""),
                List.of(new Item("usr/share/big.bin", 0644, new byte[9 << 20], "")),
                scripts("exit 0\n")));
        IntStream.range(0, 11).forEach(n -> all.add(plain("zz-padding-%02d 1.0-r1".formatted(n), 5)));
        return all;
    }

    private static ApkFile clash(String name, String content) {
        return new ApkFile(info(name, "1.0-r1", 5, ""), List.of(item("usr/share/clash", content)), scripts("exit 0\n"));
    }

    private static ApkFile plain(String row, int size) {
        var words = row.split(" ", 3);
        var info = info(words[0], words[1], size, words.length > 2 ? words[2] : "");
        return new ApkFile(info, List.of(item("usr/share/dummy/" + words[0], words[0])), scripts("exit 0\n"));
    }

    private static String scripts(String after) {
        return "#!/bin/sh\n" + after;
    }

    private static Item item(String path, String text) {
        return new Item(path, 0644, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "");
    }

    private static ApkInfo info(String name, String version, long installed, String depends) {
        var wishes = ApkInfo.wishes(depends.replaceAll("(^| )kernel( |$)", "$1kernel=" + HASH + "$2"));
        return new ApkInfo(name, version, "", "mipsel_24kc", 0, installed, wishes, List.of());
    }
}
