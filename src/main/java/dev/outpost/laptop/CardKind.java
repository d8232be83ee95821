package dev.outpost.laptop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What kind of interface one is, from {@code /sys/class/net}.
 *
 * @param folder that folder; an interface that is not in it is judged by its name
 */
record CardKind(Path folder) {
    /** ARPHRD_ETHER of if_arp.h. */
    private static final String ETHERNET = "1";

    /** IFF_NOARP of if.h: nobody can be looked for there. */
    private static final int NO_ARP = 0x80;

    private static final Set<String> NOT_WIRED = Set.of("wlan", "wwan", "bluetooth", "vxlan", "geneve", "gadget");

    /** Bridges of virtual machines and containers: nobody plugs a cable in there. */
    private static final String INNER =
            "docker.*|br-[0-9a-f]{12}|virbr.*|lxcbr.*|lxdbr.*|podman.*|cni[0-9].*|vmnet.*|vboxnet.*";

    /** The same and radios and tunnels, for systems that tell nothing but a name. */
    private static final String NO_WIRE = INNER
            + "|lo[0-9]*|wl.*|ww.*|tun.*|tap.*|wg.*|ppp.*|sit[0-9].*|gre[0-9].*|gretap.*|ip6(tnl|gre|_vti).*|zt.*|tailscale.*|utun.*|awdl.*"
            + "|llw.*|p2p.*|ap[0-9].*|gif[0-9].*|stf[0-9].*|bnep.*|anpi.*";

    boolean isWired(String name) {
        var card = folder.resolve(name);
        if (!Files.isDirectory(card)) {
            return soundsWired(name);
        }
        if (name.matches(INNER)
                || !text(card, "type").equals(ETHERNET)
                || hasFlag(card, NO_ARP)
                || isPartOfAnother(card)) {
            return false;
        }
        if (Files.isDirectory(card.resolve("bridge"))) {
            return ports(card).anyMatch(this::isWire);
        }
        return isWire(name);
    }

    private boolean isWire(String name) {
        var card = folder.resolve(name);
        return Stream.of("wireless", "phy80211", "tun_flags").noneMatch(file -> Files.exists(card.resolve(file)))
                && Cards.lines(card.resolve("uevent"))
                        .noneMatch(line -> line.startsWith("DEVTYPE=") && NOT_WIRED.contains(line.substring(8)));
    }

    /** Its bridge or bond speaks for it. */
    private static boolean isPartOfAnother(Path card) {
        return Files.exists(card.resolve("brport")) || Files.exists(card.resolve("master"));
    }

    private static Stream<String> ports(Path bridge) {
        try (var ports = Files.list(bridge.resolve("brif"))) {
            return ports.map(port -> port.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Something is plugged in; not known counts as yes. */
    boolean hasCarrier(String name) {
        return !text(folder.resolve(name), "carrier").equals("0");
    }

    static boolean soundsWired(String name) {
        return !name.matches(NO_WIRE);
    }

    private static boolean hasFlag(Path card, int flag) {
        var flags = text(card, "flags").replaceFirst("^0x", "");
        return flags.matches("[0-9a-fA-F]{1,7}") && (Integer.parseInt(flags, 16) & flag) != 0;
    }

    private static String text(Path card, String file) {
        return Cards.lines(card.resolve(file)).findFirst().orElse("").strip();
    }
}
