package dev.outpost.router;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.uci.UciPackage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A router as one look saw it.
 *
 * @param board which hardware with which system
 * @param packages what is installed, by name
 * @param space flash and RAM
 * @param usb its USB tree, as paths below {@code /sys/bus/usb/devices} with their values
 * @param interfaces netifd's view, by name
 * @param config the uci packages network, wireless, firewall, dhcp, system, dropbear and outpost, staged changes included
 * @param pending staged changes that somebody left uncommitted, one line each
 * @param blankPassword whether root has none
 * @param authorizedKeys lines of dropbear's file
 * @param wireguardKey public key of our tunnel interface, once it was born
 * @param ncmHandler whether the ncm handler chokes on a carriage return
 * @param ours SHA-256 of the files of our own that are left on it, by path; a link of {@code /etc/rc.d} stands for what it leads to
 * @param guard whether a rollback is armed
 * @param poe what its own ports feed; empty where it feeds nothing
 * @param clock the router's idea of the time
 * @param uptime since it was switched on
 * @param stick what is before its wan, where that was asked and is a router itself
 */
public record RouterFacts(
        Board board,
        Map<String, InstalledPackage> packages,
        Space space,
        Map<String, String> usb,
        Map<String, NetInterface> interfaces,
        Map<String, UciPackage> config,
        List<String> pending,
        boolean blankPassword,
        List<String> authorizedKeys,
        Optional<String> wireguardKey,
        NcmHandler ncmHandler,
        Map<String, String> ours,
        GuardState guard,
        Optional<PoeInfo> poe,
        Instant clock,
        Duration uptime,
        Optional<StickFacts> stick) {

    public RouterFacts {
        packages = Map.copyOf(packages);
        usb = Map.copyOf(usb);
        interfaces = Map.copyOf(interfaces);
        config = Map.copyOf(config);
        pending = List.copyOf(pending);
        authorizedKeys = List.copyOf(authorizedKeys);
        ours = Map.copyOf(ours);
    }

    /**
     * Hardware and system.
     *
     * @param name OpenWrt's board name, {@code tplink,tl-mr3020-v3}
     * @param manager package manager
     * @param kernel version and build, {@code 6.6.144~HASH-r1}; empty where the package manager does not know
     * @param mac of the LAN bridge, lower case with colons
     * @param netdevs names of the network devices
     * @param ports sockets for cables
     */
    public record Board(
            String name,
            String model,
            String release,
            String target,
            String arch,
            Manager manager,
            String kernel,
            String mac,
            Set<String> netdevs,
            EthernetPorts ports) {
        public Board {
            netdevs = Set.copyOf(netdevs);
        }

        /** One Ethernet port only. */
        public boolean hasOnePort() {
            return ports.all() == 1;
        }

        /** One port for the LAN: laptop or camera, never both without a switch between. */
        public boolean hasOneLanPort() {
            return ports.lan() == 1;
        }
    }

    /** Package managers. */
    public enum Manager {
        OPKG,
        APK,
        NONE
    }

    /**
     * What there is to spend.
     *
     * @param flashFree of the writable overlay (bytes)
     * @param block what the smallest file takes of it (bytes); 1 where files are packed
     * @param overlay whether the overlay is what it should be
     */
    public record Space(long flashFree, long flashTotal, int block, long ramFree, long ramTotal, Overlay overlay) {
        /** Why nothing is written to it: a flash that is not there yet, or full. */
        public Optional<Problem> trouble() {
            return switch (overlay) {
                case READY, NONE, RAM -> Optional.empty();
                case NOT_YET ->
                    Optional.of(new Problem(
                            ProblemCode.FLASH_NOT_READY,
                            "the router still formats its flash",
                            "what is written now would live in RAM only",
                            "wait two minutes, then run the same command again"));
                case READ_ONLY ->
                    Optional.of(new Problem(
                            ProblemCode.FLASH_FULL,
                            "the router's flash is full: it came up read-only",
                            "nothing can be written, not even deleted",
                            "reset it (hold reset for 10 s)"));
            };
        }
    }

    /** States of the writable part of the flash. */
    public enum Overlay {
        READY,
        /** Still being formatted: what is written now lives in RAM. */
        NOT_YET,
        /** Full; it came up read-only. */
        READ_ONLY,
        /** No squashfs with an overlay: an ext4 image, which is written as it is. */
        NONE,
        /** Started from RAM (initramfs): nothing outlasts the next start. */
        RAM
    }

    /** The state of {@code /lib/netifd/proto/ncm.sh}. */
    public enum NcmHandler {
        ABSENT,
        /** Takes a manufacturer that is followed by CR for an unknown one: 23.05 and 24.10. */
        ILL,
        CURED,
        /** Another text than the one we know. */
        UNKNOWN
    }

    /** The same with a package. */
    RouterFacts with(InstalledPackage installed) {
        return with(plus(packages, installed.name(), installed), usb, config, ours);
    }

    /** The same with that package of uci. */
    RouterFacts with(String name, UciPackage changed) {
        return with(packages, usb, plus(config, name, changed), ours);
    }

    /** The same with a file of our own. */
    RouterFacts withOurs(String path, String sha256) {
        return with(packages, usb, config, plus(ours, path, sha256));
    }

    /** The same with its USB tree as the look's part {@code usb} printed it later; empty where it was not asked. */
    public RouterFacts withUsb(String lines) {
        return lines.isBlank() ? this : with(packages, UsbLook.read(lines), config, ours);
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String key, T value) {
        var more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }

    private RouterFacts with(
            Map<String, InstalledPackage> installed,
            Map<String, String> tree,
            Map<String, UciPackage> configured,
            Map<String, String> files) {
        return new RouterFacts(
                board,
                installed,
                space,
                tree,
                interfaces,
                configured,
                pending,
                blankPassword,
                authorizedKeys,
                wireguardKey,
                ncmHandler,
                files,
                guard,
                poe,
                clock,
                uptime,
                stick);
    }

    /** The uci package, empty where there is none. */
    public UciPackage uci(String name) {
        return config.getOrDefault(name, UciPackage.empty(name));
    }

    /** Our marker. */
    public Optional<Marker> marker() {
        return Marker.in(uci("outpost"));
    }

    /** The router's own address on its LAN, without the prefix. */
    public Optional<String> lanAddress() {
        return LanAddress.of(this).map(LanAddress::address);
    }

    /**
     * The first address of {@code wan}: its own, as with 3g and static, else that of a child such as {@code wan_4}. They share the
     * layer-3 device, whatever they are called.
     */
    public Optional<String> wanAddress() {
        return wanInterfaces().flatMap(each -> each.addresses().stream()).findFirst();
    }

    /** The first address of wan's own, where its protocol is such a one. */
    public Optional<String> wanAddressBy(Predicate<String> proto) {
        return Optional.ofNullable(interfaces.get("wan"))
                .filter(wan -> proto.test(wan.proto()))
                .flatMap(wan -> wan.addresses().stream().findFirst());
    }

    /** Every address of {@code wan} and its children, IPv4 first. */
    public List<String> wanAddresses() {
        return Stream.concat(
                        wanInterfaces().flatMap(each -> each.addresses().stream()),
                        wanInterfaces().flatMap(each -> each.addresses6().stream()))
                .distinct()
                .toList();
    }

    private Stream<NetInterface> wanInterfaces() {
        var device = Optional.ofNullable(interfaces.get("wan")).map(NetInterface::device);
        return interfaces.values().stream()
                .filter(each -> each.name().equals("wan")
                        || each.name().matches("wan_.*|wan6")
                        || device.filter(name -> !name.isEmpty() && name.equals(each.device()))
                                .isPresent())
                .sorted(Comparator.comparing((NetInterface each) -> !each.name().equals("wan"))
                        .thenComparing(NetInterface::name));
    }

    public boolean has(String packageName) {
        return Optional.ofNullable(packages.get(packageName))
                .map(InstalledPackage::usable)
                .orElse(false);
    }

    /** Whether something installed and usable bears this name or stands for it. */
    public boolean offers(String name) {
        return has(name)
                || packages.values().stream()
                        .anyMatch(each -> each.usable() && each.provides().contains(name));
    }

    /** Packages whose installation was begun and never finished. */
    public List<String> halfInstalled() {
        return packages.values().stream()
                .filter(InstalledPackage::isHalf)
                .map(InstalledPackage::name)
                .sorted()
                .toList();
    }
}
