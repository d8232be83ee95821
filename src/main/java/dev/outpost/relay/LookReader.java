package dev.outpost.relay;

import dev.outpost.net.Cidr;
import dev.outpost.relay.RelayFacts.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the sections of {@code look.sh}. What a host says is data: a line that makes no sense is left out. */
final class LookReader {
    private static final Set<String> OURS = Set.of("inet outpost", "inet outpost_door", "inet outpost_public");

    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    LookReader(String look) {
        var current = new ArrayList<String>();
        for (var line : look.lines().toList()) {
            if (line.startsWith("== ")) {
                current = new ArrayList<>();
                sections.put(line.substring(3).strip(), current);
            } else if (!line.isBlank()) {
                current.add(line);
            }
        }
    }

    RelayFacts facts() {
        return new RelayFacts(
                word("os").orElse("unknown"),
                word("user").equals(Optional.of("0")),
                installed(),
                word("namespaces").equals(Optional.of("yes")),
                word("key"),
                word("live").isPresent(),
                table("allowed").collect(Collectors.toMap(row -> row[0], LookReader::networks, (a, b) -> b)),
                handshakes(),
                word("clock").flatMap(Handshake::stamp),
                table("endpoints").collect(Collectors.toMap(row -> row[0], row -> row[1], (a, b) -> b)),
                transfers(),
                foreignWireguard(),
                tables("tables").filter(table -> !OURS.contains(table)).toList(),
                HostFirewall.of(lines("judged"), lines("legacy"), lines("keepers")),
                tables("loaded").anyMatch("inet outpost"::equals),
                routes(),
                String.join("\n", lines("setup")),
                word("enabled").equals(Optional.of("enabled")),
                ports("udp", any -> true),
                ports("tcp", address -> !address.matches("127\\..*|\\[::1].*|::1.*")),
                files(),
                texts().entrySet().stream()
                        .map(text -> SiteFile.read(text.getKey(), text.getValue()))
                        .toList(),
                texts().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, text -> RelayFiles.sha256(text.getValue()))),
                word("guard"),
                word("last").map(words -> words.replace("rolled-back ", "")));
    }

    private List<String> lines(String section) {
        return sections.getOrDefault(section, List.of());
    }

    private Optional<String> word(String section) {
        return lines(section).stream().findFirst().map(String::strip);
    }

    private Stream<String[]> table(String section) {
        return lines(section).stream()
                .map(line -> line.strip().split("\\s+", 2))
                .filter(row -> row.length == 2);
    }

    /** dpkg's three words: wanted, error, state. A removed package is still listed as "deinstall ok config-files". */
    private Set<String> installed() {
        return table("packages")
                .filter(row -> row[1].equals("install ok installed"))
                .map(row -> row[0])
                .collect(Collectors.toSet());
    }

    private static Set<String> networks(String[] row) {
        return Arrays.stream(row[1].split("\\s+"))
                .filter(word -> !word.equals("(none)"))
                .collect(Collectors.toSet());
    }

    private Map<String, Instant> handshakes() {
        var stamps = new LinkedHashMap<String, Instant>();
        table("handshakes").forEach(row -> Handshake.stamp(row[1]).ifPresent(at -> stamps.put(row[0], at)));
        return stamps;
    }

    private List<String> foreignWireguard() {
        return lines("wireguard").stream()
                .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
                .filter(name -> !name.equals(RelaySetup.INTERFACE))
                .toList();
    }

    private Stream<String> tables(String section) {
        return lines(section).stream()
                .filter(line -> line.startsWith("table "))
                .map(line -> line.substring(6).strip());
    }

    /** {@code wg show transfer}: key, bytes received, bytes sent. */
    private Map<String, Transfer> transfers() {
        var all = new LinkedHashMap<String, Transfer>();
        table("transfer")
                .map(row -> Stream.concat(Stream.of(row[0]), Arrays.stream(row[1].split("\\s+")))
                        .toList())
                .filter(row -> row.size() == 3 && row.stream().skip(1).allMatch(count -> count.matches("[0-9]{1,18}")))
                .forEach(row ->
                        all.put(row.get(0), new Transfer(Long.parseLong(row.get(1)), Long.parseLong(row.get(2)))));
        return all;
    }

    /** {@code ip -4 route show}: destination first; what leads into our own interfaces is left out. */
    private List<Cidr> routes() {
        return lines("routes").stream()
                .filter(line -> !line.contains("dev outpost"))
                .map(line -> line.strip().split("\\s+")[0])
                .map(word -> word.contains("/") ? word : word + "/32")
                .flatMap(word -> Cidr.parse(word).stream())
                .filter(network -> network.prefix() > 0)
                .toList();
    }

    /** {@code ss -H -l -n -t -u}: netid, state, two queues, local address with its port, peer. */
    private Set<Integer> ports(String protocol, Predicate<String> address) {
        return lines("ports").stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > 4 && row[0].equals(protocol) && row[4].matches(".*:[0-9]{1,5}"))
                .map(row -> row[4])
                .filter(address)
                .map(local -> Integer.parseInt(local.substring(local.lastIndexOf(':') + 1)))
                .collect(Collectors.toSet());
    }

    private Map<String, String> files() {
        return table("files").collect(Collectors.toMap(row -> row[1], row -> row[0], (a, b) -> b));
    }

    /** Each site's file behind a line with its name, so that a broken one ends where it ends. */
    private Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        var name = "";
        for (var line : lines("sites")) {
            if (line.startsWith("file ")) {
                name = line.substring(5).strip();
                texts.put(name, "");
            } else if (!line.startsWith("#") && !name.isEmpty()) {
                texts.merge(name, line + "\n", String::concat);
            }
        }
        return texts;
    }
}
