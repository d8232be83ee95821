package dev.outpost.bench.router.fw4;

import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import dev.outpost.bench.router.config.ConfigSection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    /** What came of it: rules, and what was said about sections. */
    record Loaded(Ruleset rules, List<String> messages) {}

    Loaded load() {
        var rules = new ArrayList<Rule>();
        var redirects = new ArrayList<Redirect>();
        var forwardings = new ArrayList<Ruleset.Forwarding>();
        of("zone").forEach(section -> zones.add(zone(section)));
        of("forwarding")
                .forEach(section ->
                        forwardings.add(new Ruleset.Forwarding(section.get("src", ""), section.get("dest", ""))));
        of("rule").forEach(section -> rule(section).ifPresent(rules::add));
        of("redirect").forEach(section -> redirect(section).ifPresent(redirects::add));
        return new Loaded(
                new Ruleset(zones, rules, redirects, forwardings, defaults("input"), defaults("forward")), messages);
    }

    private Policy defaults(String chain) {
        return sections.stream()
                .filter(section -> section.type().equals("defaults"))
                .findFirst()
                .flatMap(section -> section.get(chain))
                .flatMap(Policy::of)
                .orElse(Policy.DROP);
    }

    /** The sections of a type that are enabled and valid. */
    private List<ConfigSection> of(String type) {
        return sections.stream()
                .filter(section -> section.type().equals(type) && isGood(section))
                .toList();
    }

    private boolean isGood(ConfigSection section) {
        section.values().keySet().stream()
                .filter(option -> !OptionSpec.known(section.type()).contains(option))
                .forEach(option -> say(section, "specifies unknown option '" + option + "'"));
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
        var subnets = new ArrayList<Prefix>();
        for (var name : section.list("network")) {
            network.place(name).ifPresent(place -> {
                devices.add(place.device());
                place.subnets().forEach(subnet -> subnets.add(subnet.network()));
            });
        }
        return new Zone(
                section.get("name", ""),
                devices,
                subnets,
                policy(section, "input"),
                policy(section, "output"),
                policy(section, "forward"),
                section.isOn("masq", false),
                section.isOn("mtu_fix", false));
    }

    private Policy policy(ConfigSection section, String chain) {
        return section.get(chain).flatMap(Policy::of).orElseGet(() -> defaults(chain));
    }

    private Optional<Rule> rule(ConfigSection section) {
        if (section.get("family", "any").matches("(ip|inet)?v?6")) {
            return Optional.empty();
        }
        var target = Policy.of(section.get("target", ""));
        var name = section.get("name", section.reference());
        return target.map(policy -> new Rule(
                section.reference(),
                name,
                section.get("src"),
                section.get("dest"),
                match(section, "dest_ip", "dest_port"),
                policy));
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
                section.reference(),
                section.get("name", section.reference()),
                source,
                destination(section),
                match(section, "src_dip", "src_dport"),
                section.get("dest_ip").map(Ip4::of),
                section.get("dest_port").map(Ports::of)));
    }

    private Optional<String> destination(ConfigSection section) {
        var named = section.get("dest");
        var address = section.get("dest_ip");
        if (named.isPresent() || address.isEmpty()) {
            return named;
        }
        var inferred = zones.stream()
                .filter(zone -> zone.subnets().stream().anyMatch(subnet -> subnet.contains(Ip4.of(address.get()))))
                .map(Zone::name)
                .findFirst();
        inferred.ifPresent(zone -> say(section, "does not specify a destination, assuming '" + zone + "'"));
        return inferred;
    }

    private static Match match(ConfigSection section, String address, String port) {
        return new Match(
                protocols(section), prefixes(section, "src_ip"), prefixes(section, address), ports(section, port));
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

    private static List<Prefix> prefixes(ConfigSection section, String option) {
        return section.list(option).stream()
                .filter(word -> !word.isEmpty() && !word.contains(":") && !word.startsWith("!"))
                .map(Prefix::of)
                .toList();
    }

    private static Optional<Ports> ports(ConfigSection section, String option) {
        return section.get(option).filter(Ports::isValid).map(Ports::of);
    }
}
