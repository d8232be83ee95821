package dev.outpost.bench.router;

import dev.outpost.bench.router.modem.UsbBus.UsbHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model of router, as OpenWrt's target files describe it.
 *
 * <p>Kernel hashes are those of the releases' own build records. INVENTED: the overlay's size of the MR3020 v3, as none was measured;
 * large enough for ncm and WireGuard, uncompressed. Of the others the overlay is what image and partition leave, roughly.
 *
 * @param id as OpenWrt calls it: {@code tplink,tl-mr3020-v3}
 * @param cpu as the kernel names it
 * @param architecture of its packages; {@code machine} is what {@code uname -m} says
 * @param hashes of the kernel build of each release
 * @param lanPorts the members of the LAN bridge
 * @param wanPort the port that is the wan interface's; empty: there is none
 * @param innerPorts devices that no cable ends at
 * @param hasSwitch whether its switch is configured by {@code config switch} sections instead of by DSA
 * @param overlay bytes; {@code ram} too
 * @param hasSmallFlash the target's feature {@code small_flash}
 */
public record Board(
        String id,
        String model,
        String cpu,
        String target,
        String architecture,
        String machine,
        Map<Generation, String> hashes,
        List<String> lanPorts,
        Optional<String> wanPort,
        List<String> innerPorts,
        boolean hasSwitch,
        long overlay,
        long ram,
        boolean hasSmallFlash,
        UsbHost usb) {

    /** A small-flash board with a switch behind one CPU port and a single LAN port; no wan. */
    public static final Board MR3020_V3 = new Board(
            "tplink,tl-mr3020-v3",
            "TP-Link TL-MR3020 v3",
            "MediaTek MT7628AN ver:1 eco:2",
            "ramips/mt76x8",
            "mipsel_24kc",
            "mips",
            hashes(
                    "eafa93300083631197429f2213697d5b",
                    "4ca73159125334b180ac4bba6dc45839",
                    "dd1e7bca7d6061baf1883457e6958101"),
            List.of("eth0.1"),
            Optional.empty(),
            List.of("eth0"),
            true,
            1536L << 10,
            64L << 20,
            true,
            new UsbHost("platform/101c0000.ehci", "ehci_hcd", "Generic Platform EHCI controller"));

    /** A board with DSA: two LAN ports and a wan are network devices of their own. */
    public static final Board GL_MT1300 = new Board(
            "glinet,gl-mt1300",
            "GL.iNet GL-MT1300",
            "MediaTek MT7621 ver:1 eco:3",
            "ramips/mt7621",
            "mipsel_24kc",
            "mips",
            hashes(
                    "4f2d344a1dace96707d0f22ddf55d176",
                    "f31f6f85a36836e510d64a18a9a5f1bf",
                    "364f8debbcd4cddc1f038dea515bf8a5"),
            List.of("lan1", "lan2"),
            Optional.of("wan"),
            List.of("eth0"),
            false,
            20L << 20,
            256L << 20,
            false,
            new UsbHost("platform/1e1c0000.xhci", "xhci-hcd", "xHCI Host Controller"));

    /** A 64-bit board without a switch: one port is LAN, one is wan. */
    public static final Board GL_MT3000 = new Board(
            "glinet,gl-mt3000",
            "GL.iNet GL-MT3000",
            "ARMv8 Processor rev 4",
            "mediatek/filogic",
            "aarch64_cortex-a53",
            "aarch64",
            hashes(
                    "1adaf5487ea42a5cb61b480d93374975",
                    "43cbcde0affaaf16309bb4ab09799e9a",
                    "60d938adcb727697d3015e4285d4c290"),
            List.of("eth1"),
            Optional.of("eth0"),
            List.of(),
            false,
            200L << 20,
            512L << 20,
            false,
            new UsbHost("platform/soc/11200000.usb", "xhci-hcd", "xHCI Host Controller"));

    private static Map<Generation, String> hashes(String first, String second, String third) {
        return Map.of(Generation.V23_05, first, Generation.V24_10, second, Generation.V25_12, third);
    }

    public static List<Board> all() {
        return List.of(MR3020_V3, GL_MT1300, GL_MT3000);
    }

    /** By its name in OpenWrt, with a comma or an underscore, or by the last part of it: {@code gl-mt1300}. */
    public static Optional<Board> named(String word) {
        return all().stream()
                .filter(each -> word.replace('_', ',').equals(each.id)
                        || each.id.endsWith("," + word)
                        || each.id.endsWith(",tl-" + word))
                .findFirst();
    }

    String kernelHash(Generation generation) {
        return hashes.getOrDefault(generation, "");
    }

    /** Every network device that the kernel makes at boot, the bridge among them. */
    List<String> devices() {
        var all = new ArrayList<>(List.of("lo"));
        all.addAll(innerPorts);
        all.addAll(lanPorts);
        wanPort.ifPresent(all::add);
        all.add(Forwarding.LAN);
        return all;
    }

    /** Whether ed25519 is compiled out of its SSH server: RSA only. */
    public boolean isWithoutEd25519(Generation generation) {
        return hasSmallFlash && generation.knowsSmallFlash();
    }
}
