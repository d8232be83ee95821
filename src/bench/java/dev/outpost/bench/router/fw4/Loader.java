package dev.outpost.bench.router.fw4;

import dev.outpost.bench.uci.ConfigSection;
import dev.outpost.bench.router.fw4.Firewall.Network;
import dev.outpost.bench.router.fw4.Rules.Match;
import dev.outpost.bench.router.fw4.Rules.Redirect;
import dev.outpost.bench.router.fw4.Rules.Rule;
import dev.outpost.bench.router.fw4.Rules.Zone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the package {@code firewall} into rules, skipping what it does not understand with a message and no error
 * (facts/behaviours.md#29); texts as recorded (firewall-24.10, records 016 to 027).
 */
final class Loader {
    private final List<ConfigSection> sections;
    private final Network network;
    private final List<String> messages = new ArrayList<>();
    private final Set<String> zoneNames = new HashSet<>();
    private final List<Zone> zones = new ArrayList<>();

    Loader(List<ConfigSection> sections, Network network) {
        this.sections = sections;
        this.network = network;
        sections.stream()
                .filter(section -> section.type().equals("zone"))
                .forEach(section -> section.get("name").ifPresent(zoneNames::add));
    }

    List<String> messages() {
        return messages;
    }

    Rules load() {
        of("zone").forEach(section -> zones.add(zone(section)));
        return new Rules(
                zones,
                of("rule").stream().flatMap(section -> rule(section).stream()).toList(),
                of("redirect").stream()
                        .flatMap(section -> redirect(section).stream())
                        .toList(),
                of("nat").stream().map(Loader::nat).toList(),
                of("forwarding").stream()
                        .map(section -> new Rules.Forwarding(section.get("src", ""), section.get("dest", "")))
                        .toList(),
                defaults("input"),
                defaults("forward"));
    }

    private String defaults(String chain) {
        return sections.stream()
                .filter(section -> section.type().equals("defaults"))
                .findFirst()
                .flatMap(section -> section.get(chain))
                .flatMap(OptionSpec::verdict)
                .orElse("drop");
    }

    private List<ConfigSection> of(String type) {
        return sections.stream()
                .filter(section -> section.type().equals(type) && isGood(section))
                .toList();
    }

    private boolean isGood(ConfigSection section) {
        if (!section.isOn("enabled", true)) {
            say(section, "is disabled, ignoring section");
            return false;
        }
        var good = true;
        for (var check : OptionSpec.checks(section.type(), zoneNames::contains).entrySet()) {
            for (var word : section.list(check.getKey())) {
                if (!check.getValue().test(word)) {
                    say(section, "option '" + check.getKey() + "' specifies invalid value '" + word + "'");
                    good = false;
                }
            }
        }
        if (!good) {
            say(section, "skipped due to invalid options");
        }
        return good;
    }

    private void say(ConfigSection section, String what) {
        var name = section.get("name").map(is -> " (" + is + ")").orElse("");
        messages.add("[!] Section " + section.reference() + name + " " + what);
    }

    private Zone zone(ConfigSection section) {
        var devices = new ArrayList<>(section.list("device"));
        var subnets = new ArrayList<String>();
        for (var name : section.list("network")) {
            network.place(name).ifPresent(place -> {
                devices.add(place.device());
                place.subnets()
                        .forEach(subnet -> subnets.add(subnet.network().toString()));
            });
        }
        return new Zone(
                section.get("name", ""),
                devices,
                subnets,
                policy(section, "input"),
                policy(section, "output"),
                policy(section, "forward"),
                section.isOn("masq", false));
    }

    private String policy(ConfigSection section, String chain) {
        return section.get(chain).flatMap(OptionSpec::verdict).orElseGet(() -> defaults(chain));
    }

    private Optional<Rule> rule(ConfigSection section) {
        if (section.get("family", "any").matches("(ip|inet)?v?6")) {
            return Optional.empty();
        }
        return OptionSpec.verdict(section.get("target", ""))
                .map(verdict -> new Rule(
                        section.get("name", section.reference()),
                        section.get("src", ""),
                        section.get("dest", ""),
                        match(section, "dest_ip", "dest_port"),
                        verdict));
    }

    private Optional<Redirect> redirect(ConfigSection section) {
        var source = section.get("src", "");
        if (source.isEmpty()) {
            say(section, "has no source specified");
            return Optional.empty();
        }
        if (source.equals("*")) {
            say(section, "must not have source '*' for dnat target");
            return Optional.empty();
        }
        if (section.get("target", "DNAT").equalsIgnoreCase("snat")) {
            return Optional.empty();
        }
        return Optional.of(new Redirect(
                section.get("name", section.reference()),
                source,
                match(section, "src_dip", "src_dport"),
                section.get("dest_ip"),
                port(section, "dest_port")));
    }

    private static Match match(ConfigSection section, String address, String port) {
        return new Match(
                protocols(section),
                prefixes(section, "src_ip"),
                section.list("src_mac"),
                prefixes(section, address),
                ports(section, port));
    }

    /** One, or a set; those that are negated are a set by themselves. */
    private static Optional<String> ports(ConfigSection section, String option) {
        var words = section.list(option).stream()
                .filter(OptionSpec::isPort)
                .map(word -> word.replace(':', '-'))
                .toList();
        var not = words.stream().anyMatch(word -> word.startsWith("!"));
        var bare = words.stream()
                .filter(word -> word.startsWith("!") == not)
                .map(word -> word.replace("!", ""))
                .toList();
        return bare.isEmpty()
                ? Optional.empty()
                : Optional.of((not ? "!= " : "")
                        + (bare.size() == 1 ? bare.getFirst() : "{ " + String.join(", ", bare) + " }"));
    }

    private static Rules.Nat nat(ConfigSection section) {
        return new Rules.Nat(
                section.get("name", section.reference()),
                section.get("src", ""),
                new Match(
                        section.get("proto").isPresent() ? protocols(section) : List.of(),
                        prefixes(section, "src_ip"),
                        List.of(),
                        prefixes(section, "dest_ip"),
                        Optional.empty()),
                section.get("target", "MASQUERADE").toLowerCase(Locale.ROOT));
    }

    private static List<String> protocols(ConfigSection section) {
        var words = section.list("proto").stream()
                .filter(word -> !word.isEmpty())
                .flatMap(word -> word.equals("tcpudp") ? List.of("tcp", "udp").stream() : List.of(word).stream())
                .toList();
        if (words.isEmpty()) {
            return List.of("tcp", "udp");
        }
        return words.contains("all") || words.contains("any") ? List.of() : words;
    }

    private static List<String> prefixes(ConfigSection section, String option) {
        return section.list(option).stream()
                .filter(word -> !word.isEmpty() && !word.contains(":") && !word.startsWith("!"))
                .toList();
    }

    private static Optional<String> port(ConfigSection section, String option) {
        return section.get(option).filter(OptionSpec::isPort).map(word -> word.replace(':', '-'));
    }
}
