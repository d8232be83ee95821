package dev.outpost.relay;

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
    private static final String OURS = "inet outpost";

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
                word("key"),
                word("live").isPresent(),
                table("allowed").collect(Collectors.toMap(row -> row[0], LookReader::networks, (a, b) -> b)),
                handshakes(),
                word("clock").flatMap(Handshake::stamp),
                table("endpoints").collect(Collectors.toMap(row -> row[0], row -> row[1], (a, b) -> b)),
                foreignWireguard(),
                tables().filter(table -> !table.equals(OURS)).toList(),
                droppers(),
                tables().anyMatch(OURS::equals),
                word("forward").equals(Optional.of("1")),
                word("enabled").equals(Optional.of("enabled")),
                ports("udp", any -> true),
                ports("tcp", address -> !address.matches("127\\..*|\\[::1].*|::1.*")),
                files(),
                sites(),
                word("generation").orElse(""),
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

    private Stream<String> tables() {
        return lines("tables").stream()
                .filter(line -> line.startsWith("table "))
                .map(line -> line.substring(6).strip());
    }

    /** {@code nft list chains} prints each table with its chains; the hook's line says its policy. */
    private List<String> droppers() {
        var found = new ArrayList<String>();
        var table = "";
        for (var line : lines("chains")) {
            if (line.startsWith("table ")) {
                table = line.substring(6).replace("{", "").strip();
            }
            var hook = line.replaceFirst(".*hook (input|forward) .*policy drop.*", "$1");
            if (!hook.equals(line) && !table.equals(OURS)) {
                found.add(table + " " + hook);
            }
        }
        return found;
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

    private List<SiteOnRelay> sites() {
        var texts = new ArrayList<StringBuilder>();
        for (var line : lines("sites")) {
            if (line.startsWith("site ")) {
                texts.add(new StringBuilder());
            }
            if (!texts.isEmpty()) {
                texts.getLast().append(line).append('\n');
            }
        }
        return texts.stream().map(text -> SiteOnRelay.parse(text.toString())).toList();
    }
}
