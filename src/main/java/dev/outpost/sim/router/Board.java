package dev.outpost.sim.router;

import dev.outpost.sim.router.usb.UsbHost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A model of router, as OpenWrt's target files describe it.
 *
 * <p>Kernel hashes are those of the releases' own build records, in the order of {@link Generation}. INVENTED: the overlay's size of the
 * MR3020 v3, as none was measured; large enough for ncm and WireGuard, uncompressed. Of the others the overlay is what image and
 * partition leave, roughly.
 */
public enum Board {
    /** A small-flash board with a switch behind one CPU port and a single LAN port; no wan. */
    MR3020_V3(
            new Names("tplink,tl-mr3020-v3", "TP-Link TL-MR3020 v3", "MediaTek MT7628AN ver:1 eco:2"),
            new Arch("ramips/mt76x8", "mipsel_24kc", "mips"),
            List.of(
                    "eafa93300083631197429f2213697d5b",
                    "4ca73159125334b180ac4bba6dc45839",
                    "dd1e7bca7d6061baf1883457e6958101"),
            new Ports(List.of("eth0.1"), Optional.empty(), List.of("eth0")),
            new Memory(1536L << 10, 64L << 20, true),
            new UsbHost("platform/101c0000.ehci", "ehci-platform", "ehci_hcd", "Generic Platform EHCI controller")),
    /** A board with DSA: two LAN ports and a wan are network devices of their own. */
    GL_MT1300(
            new Names("glinet,gl-mt1300", "GL.iNet GL-MT1300", "MediaTek MT7621 ver:1 eco:3"),
            new Arch("ramips/mt7621", "mipsel_24kc", "mips"),
            List.of(
                    "4f2d344a1dace96707d0f22ddf55d176",
                    "f31f6f85a36836e510d64a18a9a5f1bf",
                    "364f8debbcd4cddc1f038dea515bf8a5"),
            new Ports(List.of("lan1", "lan2"), Optional.of("wan"), List.of("eth0")),
            new Memory(20L << 20, 256L << 20, false),
            new UsbHost("platform/1e1c0000.xhci", "xhci-mtk", "xhci-hcd", "xHCI Host Controller")),
    /** A 64-bit board without a switch: one port is LAN, one is wan. */
    GL_MT3000(
            new Names("glinet,gl-mt3000", "GL.iNet GL-MT3000", "ARMv8 Processor rev 4"),
            new Arch("mediatek/filogic", "aarch64_cortex-a53", "aarch64"),
            List.of(
                    "1adaf5487ea42a5cb61b480d93374975",
                    "43cbcde0affaaf16309bb4ab09799e9a",
                    "60d938adcb727697d3015e4285d4c290"),
            new Ports(List.of("eth1"), Optional.of("eth0"), List.of()),
            new Memory(200L << 20, 512L << 20, false),
            new UsbHost("platform/soc/11200000.usb", "xhci-mtk", "xhci-hcd", "xHCI Host Controller"));

    private final Names names;
    private final Arch arch;
    private final List<String> hashes;
    private final Ports ports;
    private final Memory memory;
    private final UsbHost usb;

    Board(Names names, Arch arch, List<String> hashes, Ports ports, Memory memory, UsbHost usb) {
        this.names = names;
        this.arch = arch;
        this.hashes = hashes;
        this.ports = ports;
        this.memory = memory;
        this.usb = usb;
    }

    /** What it is called. */
    private record Names(String id, String model, String cpu) {}

    /** What is built for it; {@code machine} is what {@code uname -m} says. */
    private record Arch(String target, String packages, String machine) {}

    /** Its Ethernet ports as network devices, and those devices that no cable ends at. */
    private record Ports(List<String> lan, Optional<String> wan, List<String> inner) {}

    /** Bytes; {@code small} is the target's feature {@code small_flash}. */
    private record Memory(long overlay, long ram, boolean small) {}

    /** By its name in OpenWrt, with a comma or an underscore, or by the last part of it: {@code gl-mt1300}. */
    public static Optional<Board> named(String word) {
        return Arrays.stream(values())
                .filter(each -> word.replace('_', ',').equals(each.id())
                        || each.id().endsWith("," + word)
                        || each.id().endsWith(",tl-" + word))
                .findFirst();
    }

    /** {@code tplink,tl-mr3020-v3}. */
    public String id() {
        return names.id();
    }

    public String model() {
        return names.model();
    }

    String cpu() {
        return names.cpu();
    }

    public String target() {
        return arch.target();
    }

    public String architecture() {
        return arch.packages();
    }

    String machine() {
        return arch.machine();
    }

    String kernelHash(Generation generation) {
        return hashes.get(generation.ordinal());
    }

    /** The members of the LAN bridge. */
    public List<String> lanPorts() {
        return ports.lan();
    }

    /** The port that is the wan interface's; empty: there is none. */
    public Optional<String> wanPort() {
        return ports.wan();
    }

    /** Whether its switch is configured by {@code config switch} sections instead of by DSA. */
    public boolean hasSwitch() {
        return this == MR3020_V3;
    }

    /** Every network device that the kernel makes at boot, the bridge among them. */
    List<String> devices() {
        var all = new ArrayList<>(List.of("lo"));
        all.addAll(ports.inner());
        all.addAll(ports.lan());
        ports.wan().ifPresent(all::add);
        all.add(Forwarding.LAN);
        return all;
    }

    long overlay() {
        return memory.overlay();
    }

    long ram() {
        return memory.ram();
    }

    /** Whether ed25519 is compiled out of its SSH server: RSA only. */
    public boolean isWithoutEd25519(Generation generation) {
        return memory.small() && generation.knowsSmallFlash();
    }

    UsbHost usb() {
        return usb;
    }
}
