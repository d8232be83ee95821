package dev.outpost.laptop;

import dev.outpost.shell.LinkLocal;
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
public final class Cards {
    private static final String LINK_SCOPE = "20";

    private Cards() {}

    /** Every interface but loopback, by name. */
    public static List<Card> in(Path root) {
        var proc = root.resolve("proc/net");
        if (!Files.isDirectory(proc)) {
            return root.equals(Path.of("/")) ? ofTheJdk() : List.of();
        }
        var kinds = new CardKind(root.resolve("sys/class/net"));
        var linkLocals = linkLocals(proc.resolve("if_inet6"));
        return names(root, linkLocals)
                .map(name -> new Card(
                        name, kinds.isWired(name), kinds.hasCarrier(name), linkLocals.getOrDefault(name, Set.of())))
                .toList();
    }

    /** Interfaces on which a router may be looked for. */
    public static List<Card> wired(Path root) {
        return in(root).stream().filter(Card::wired).toList();
    }

    /** The one of this name, wired or not. */
    public static Optional<Card> named(Path root, String name) {
        return in(root).stream().filter(card -> card.name().equals(name)).findFirst();
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

    private static List<Card> ofTheJdk() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Cards::isUsable)
                    .map(card -> new Card(card.getName(), CardKind.soundsWired(card.getName()), true, ofTheJdk(card)))
                    .toList();
        } catch (SocketException e) {
            return List.of(); // nothing is known
        }
    }

    private static boolean isUsable(NetworkInterface card) {
        try {
            return card.isUp() && !card.isLoopback() && !card.isPointToPoint();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> ofTheJdk(NetworkInterface card) {
        return card.inetAddresses()
                .filter(Inet6Address.class::isInstance)
                .filter(address -> address.isLinkLocalAddress())
                .map(address -> LinkLocal.text(address.getAddress()))
                .collect(Collectors.toSet());
    }
}
