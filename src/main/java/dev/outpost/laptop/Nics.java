package dev.outpost.laptop;

import dev.outpost.net.LinkLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The network interfaces of this computer: {@code proc/net/if_inet6}, {@code proc/net/dev} and {@code sys/class/net}; elsewhere what the JDK knows. */
public final class Nics {
    private static final String LINK_SCOPE = "20";

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

    private Nics() {}

    /** Every interface but loopback, by name. */
    public static List<Nic> in(Path root) {
        var proc = root.resolve("proc/net");
        if (!Files.isDirectory(proc)) {
            return root.equals(Path.of("/")) ? ofTheJdk() : List.of();
        }
        var kinds = root.resolve("sys/class/net");
        var linkLocals = linkLocals(proc.resolve("if_inet6"));
        return names(root, linkLocals)
                .map(name -> new Nic(
                        name, isWired(kinds, name), hasCarrier(kinds, name), linkLocals.getOrDefault(name, Set.of())))
                .toList();
    }

    /** Interfaces on which a router may be looked for. */
    public static List<Nic> wired(Path root) {
        return in(root).stream().filter(Nic::wired).toList();
    }

    /** The one of this name, wired or not. */
    public static Optional<Nic> named(Path root, String name) {
        return in(root).stream().filter(nic -> nic.name().equals(name)).findFirst();
    }

    /** {@code sys} may be another namespace's; {@code proc/net} is always the process's own. */
    private static Stream<String> names(Path root, Map<String, Set<String>> linkLocals) {
        var devices = lines(root.resolve("proc/net/dev"))
                .filter(line -> line.contains(":"))
                .map(line -> line.substring(0, line.indexOf(':')).strip());
        return Stream.concat(devices, linkLocals.keySet().stream())
                .filter(name -> !name.equals("lo"))
                .distinct()
                .sorted();
    }

    /** Address in 32 digits, index, prefix length, scope, flags, name. */
    private static Map<String, Set<String>> linkLocals(Path file) {
        var found = new TreeMap<String, Set<String>>();
        lines(file)
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length == 6 && words[3].equals(LINK_SCOPE) && words[0].matches("[0-9a-f]{32}"))
                .forEach(words ->
                        found.computeIfAbsent(words[5], _ -> new HashSet<>()).add(LinkLocal.ofDigits(words[0])));
        return found;
    }

    static Stream<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException e) {
            return Stream.empty(); // gone meanwhile, or not for us
        }
    }

    private static List<Nic> ofTheJdk() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Nics::isUsable)
                    .map(nic -> new Nic(nic.getName(), soundsWired(nic.getName()), true, ofTheJdk(nic)))
                    .toList();
        } catch (SocketException e) {
            return List.of(); // nothing is known
        }
    }

    private static boolean isUsable(NetworkInterface nic) {
        try {
            return nic.isUp() && !nic.isLoopback() && !nic.isPointToPoint();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> ofTheJdk(NetworkInterface nic) {
        return nic.inetAddresses()
                .filter(Inet6Address.class::isInstance)
                .filter(address -> address.isLinkLocalAddress())
                .map(address -> LinkLocal.text(address.getAddress()))
                .collect(Collectors.toSet());
    }

    /** Judged by {@code /sys/class/net}; an interface that is not in that folder by its name. */
    private static boolean isWired(Path folder, String name) {
        var nic = folder.resolve(name);
        if (!Files.isDirectory(nic)) {
            return soundsWired(name);
        }
        if (name.matches(INNER)
                || !text(nic, "type").equals(ETHERNET)
                || hasFlag(nic, NO_ARP)
                || isPartOfAnother(nic)) {
            return false;
        }
        if (Files.isDirectory(nic.resolve("bridge"))) {
            return ports(nic).anyMatch(port -> isWire(folder, port));
        }
        return isWire(folder, name);
    }

    private static boolean isWire(Path folder, String name) {
        var nic = folder.resolve(name);
        return Stream.of("wireless", "phy80211", "tun_flags").noneMatch(file -> Files.exists(nic.resolve(file)))
                && lines(nic.resolve("uevent"))
                        .noneMatch(line -> line.startsWith("DEVTYPE=") && NOT_WIRED.contains(line.substring(8)));
    }

    /** Its bridge or bond speaks for it. */
    private static boolean isPartOfAnother(Path nic) {
        return Files.exists(nic.resolve("brport")) || Files.exists(nic.resolve("master"));
    }

    private static Stream<String> ports(Path bridge) {
        try (var ports = Files.list(bridge.resolve("brif"))) {
            return ports.map(port -> port.getFileName().toString()).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Something is plugged in; not known counts as yes. */
    private static boolean hasCarrier(Path folder, String name) {
        return !text(folder.resolve(name), "carrier").equals("0");
    }

    private static boolean soundsWired(String name) {
        return !name.matches(NO_WIRE);
    }

    private static boolean hasFlag(Path nic, int flag) {
        var flags = text(nic, "flags").replaceFirst("^0x", "");
        return flags.matches("[0-9a-fA-F]{1,7}") && (Integer.parseInt(flags, 16) & flag) != 0;
    }

    private static String text(Path nic, String file) {
        return lines(nic.resolve(file)).findFirst().orElse("").strip();
    }
}
