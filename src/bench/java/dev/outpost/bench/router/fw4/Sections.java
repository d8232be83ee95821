package dev.outpost.bench.router.fw4;

import dev.outpost.bench.uci.ConfigSection;
import dev.outpost.net.Ipv4;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The package {@code firewall} as fw4 takes it: what it does not understand is skipped with a message and no error
 * (facts/behaviours.md#29); texts as recorded (firewall-24.10, records 016 to 027).
 */
final class Sections {
    /** The options that matter here, in fw4's order (facts/openwrt.md#firewall-options). */
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "zone", List.of("name", "input", "output", "forward"),
            "rule", List.of("src", "dest", "src_ip", "src_port", "dest_ip", "dest_port", "src_mac", "target"),
            "redirect", List.of("src dest src_ip src_port dest_ip dest_port src_dip src_dport target".split(" ")),
            "nat", List.of("src", "src_ip", "dest_ip"),
            "forwarding", List.of("src", "dest"));

    private final List<ConfigSection> all;
    private final Set<String> zoneNames = new HashSet<>();
    private final List<String> messages = new ArrayList<>();
    final List<ConfigSection> zones;
    final List<ConfigSection> rules;
    final List<ConfigSection> redirects;
    final List<ConfigSection> nats;
    final List<ConfigSection> forwardings;

    Sections(List<ConfigSection> all) {
        this.all = all;
        all.stream()
                .filter(section -> section.type().equals("zone"))
                .forEach(section -> section.get("name").ifPresent(zoneNames::add));
        zones = good("zone");
        rules = good("rule").stream()
                .filter(rule -> !rule.get("family", "any").matches("(ip|inet)?v?6"))
                .filter(rule -> verdict(rule.get("target", "")).isPresent())
                .toList();
        redirects = good("redirect").stream().filter(this::isDnat).toList();
        nats = good("nat");
        forwardings = good("forwarding");
    }

    List<String> messages() {
        return messages;
    }

    /** What happens in a chain where nobody decided: of a zone, else of all of them. */
    String policy(ConfigSection zone, String chain) {
        return zone.get(chain).flatMap(Sections::verdict).orElseGet(() -> policy(chain));
    }

    String policy(String chain) {
        return all.stream()
                .filter(section -> section.type().equals("defaults"))
                .findFirst()
                .flatMap(section -> section.get(chain))
                .flatMap(Sections::verdict)
                .orElse("drop");
    }

    private List<ConfigSection> good(String type) {
        return all.stream()
                .filter(section -> section.type().equals(type) && isGood(section))
                .toList();
    }

    private boolean isGood(ConfigSection section) {
        if (!section.isOn("enabled", true)) {
            return says(section, "is disabled, ignoring section");
        }
        var good = true;
        for (var option : OPTIONS.getOrDefault(section.type(), List.of())) {
            for (var word : section.list(option)) {
                good &= takes(section.type(), option, word)
                        || says(section, "option '" + option + "' specifies invalid value '" + word + "'");
            }
        }
        return good || says(section, "skipped due to invalid options");
    }

    private boolean isDnat(ConfigSection redirect) {
        return switch (redirect.get("src", "")) {
            case "" -> says(redirect, "has no source specified");
            case "*" -> says(redirect, "must not have source '*' for dnat target");
            default -> !redirect.get("target", "DNAT").equalsIgnoreCase("snat");
        };
    }

    /** Always false, for the section is then of no use. */
    private boolean says(ConfigSection section, String what) {
        var name = section.get("name").map(is -> " (" + is + ")").orElse("");
        messages.add("[!] Section " + section.reference() + name + " " + what);
        return false;
    }

    private boolean takes(String type, String option, String word) {
        return switch (option) {
            case "name" -> word.matches("[A-Za-z_.][A-Za-z0-9/_.-]*");
            case "input", "output", "forward" -> verdict(word).isPresent();
            case "src", "dest" -> word.equals("*") || zoneNames.contains(word);
            case "src_mac" -> word.matches("!?([0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");
            case "target" ->
                word.matches(type.equals("rule") ? "(?i)accept|reject|drop|notrack|helper|mark|dscp" : "(?i)dnat|snat");
            default -> option.endsWith("port") ? isPort(word) : isAddress(word);
        };
    }

    /** A zone's or a rule's target as nft says it. */
    static Optional<String> verdict(String word) {
        return Optional.of(word.toLowerCase(Locale.ROOT)).filter(verdict -> verdict.matches("accept|reject|drop"));
    }

    /** Whether fw4 takes the word: {@code 554}, {@code 8000-8010} or {@code 8000:8010}, 0 to 65535. */
    static boolean isPort(String word) {
        if (!word.matches("!?[0-9]{1,5}([-:][0-9]{1,5})?")) {
            return false;
        }
        var ends = word.replace("!", "").split("[-:]");
        var last = Integer.parseInt(ends[ends.length - 1]);
        return Integer.parseInt(ends[0]) <= last && last <= 65_535;
    }

    private static boolean isAddress(String word) {
        var bare = word.replaceFirst("^!\\s*", "");
        if (bare.contains(":")) {
            return bare.matches("[0-9a-fA-F:]+(/[0-9]{1,3})?");
        }
        var halves = bare.split("/", 2);
        return Ipv4.parse(halves[0]).isPresent() && (halves.length < 2 || halves[1].matches("[0-9]|[12][0-9]|3[0-2]"));
    }
}
