package dev.outpost.bench.router.fw4;

import dev.outpost.bench.router.fw4.Firewall.Network;
import dev.outpost.bench.uci.ConfigSection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sections as nftables text, as {@code fw4 print} shows it, with the devices as they are now: what decides who may go where, without
 * helpers, marks and IPv6.
 */
final class Printer {
    private final Sections sections;
    private final List<Zone> zones;
    private final StringBuilder text = new StringBuilder();
    /** {@code accept_to_lan}, as far as something jumps there. */
    private final Set<String> verdicts = new LinkedHashSet<>();

    /** @param devices of its networks that are up, and those named one by one */
    private record Zone(String name, List<String> devices, List<String> subnets, ConfigSection section) {
        static Zone of(ConfigSection section, Network network) {
            var devices = new ArrayList<>(section.list("device"));
            var subnets = new ArrayList<String>();
            for (var name : section.list("network")) {
                network.place(name).ifPresent(place -> {
                    devices.add(place.device());
                    place.subnets()
                            .forEach(subnet -> subnets.add(subnet.network().toString()));
                });
            }
            return new Zone(section.get("name", ""), devices, subnets, section);
        }

        /** The sections about what comes from here, or goes here. */
        List<ConfigSection> of(List<ConfigSection> all) {
            return all.stream().filter(each -> each.get("src", "").equals(name)).toList();
        }
    }

    Printer(Sections sections, Network network) {
        this.sections = sections;
        this.zones = sections.zones.stream().map(zone -> Zone.of(zone, network)).toList();
    }

    String print() {
        text.append("table inet fw4\nflush table inet fw4\n\ntable inet fw4 {\n");
        zones.forEach(this::define);
        base("input", "iifname", sections.policy("input"));
        base("forward", "iifname", sections.policy("forward"));
        base("output", "oifname", "accept");
        chain(
                "handle_reject",
                List.of("meta l4proto tcp reject with tcp reset", "reject with icmpx type port-unreachable"));
        zones.forEach(this::zone);
        zones.forEach(this::verdicts);
        nat();
        return text.append("}\n").toString();
    }

    private void define(Zone zone) {
        var devices = zone.devices().stream().map(Printer::quoted).collect(Collectors.joining(", "));
        var subnets = String.join(", ", zone.subnets());
        text.append("\tdefine " + zone.name() + "_devices = { " + devices + " }\n");
        text.append("\tdefine " + zone.name() + "_subnets = { " + subnets + " }\n\n");
    }

    private static String quoted(String word) {
        return '"' + word + '"';
    }

    private void chain(String name, List<String> lines) {
        text.append("\tchain ").append(name).append(" {\n");
        lines.forEach(line -> text.append("\t\t").append(line).append('\n'));
        text.append("\t}\n\n");
    }

    private void base(String chain, String key, String policy) {
        var lines = new ArrayList<String>();
        lines.add("type filter hook " + chain + " priority filter; policy "
                + (policy.equals("accept") ? "accept" : "drop") + ";\n");
        lines.add((chain.equals("output") ? "oif" : "iif") + " \"lo\" accept");
        lines.add("ct state vmap { established : accept, related : accept }" + comment("Handle flows that are known"));
        if (!chain.equals("output")) {
            lines.addAll(rules("*", chain.equals("input")));
        }
        lines.addAll(jumps(zones, key, chain));
        if (policy.equals("reject")) {
            lines.add("jump handle_reject");
        }
        chain(chain, lines);
    }

    private static List<String> jumps(List<Zone> zones, String key, String chain) {
        return zones.stream()
                .filter(zone -> !zone.devices().isEmpty())
                .map(zone -> key + " "
                        + set(zone.devices().stream().map(Printer::quoted).toList()) + " jump " + chain + "_"
                        + zone.name() + comment("Handle " + zone.name() + " IPv4/IPv6 " + chain + " traffic"))
                .toList();
    }

    /** One word, or several as a set. */
    private static String set(List<String> words) {
        return words.size() == 1 ? words.getFirst() : "{ " + String.join(", ", words) + " }";
    }

    private static String comment(String words) {
        return " comment \"!fw4: " + words.replace('"', '\'') + "\"";
    }

    private void zone(Zone zone) {
        var name = zone.name();
        var input = new ArrayList<String>();
        var forward = new ArrayList<String>();
        if (!zone.of(sections.redirects).isEmpty()) {
            input.add("ct status dnat accept" + comment("Accept port redirections"));
            forward.add("ct status dnat accept" + comment("Accept port forwards"));
        }
        input.addAll(rules(name, true));
        input.add(jump(sections.policy(zone.section(), "input") + "_from_" + name));
        forward.addAll(rules(name, false));
        for (var pair : zone.of(sections.forwardings)) {
            var to = pair.get("dest", "");
            forward.add(jump("accept_to_" + to) + comment("Accept " + name + " to " + to + " forwarding"));
        }
        forward.add(jump(sections.policy(zone.section(), "forward") + "_to_" + name));
        chain("input_" + name, input);
        chain("output_" + name, List.of(jump(sections.policy(zone.section(), "output") + "_to_" + name)));
        chain("forward_" + name, forward);
    }

    private String jump(String verdict) {
        verdicts.add(verdict);
        return "jump " + verdict;
    }

    private void verdicts(Zone zone) {
        for (var verdict : List.of("accept", "reject", "drop")) {
            for (var way : List.of("from", "to")) {
                var name = verdict + "_" + way + "_" + zone.name();
                if (verdicts.contains(name)) {
                    var line = (way.equals("from") ? "iifname " : "oifname ")
                            + set(zone.devices().stream().map(Printer::quoted).toList()) + " counter "
                            + (verdict.equals("reject") ? "jump handle_reject" : verdict);
                    chain(name, zone.devices().isEmpty() ? List.of() : List.of(line));
                }
            }
        }
    }

    private List<String> rules(String source, boolean input) {
        return sections.rules.stream()
                .filter(rule -> rule.get("src", "").equals(source))
                .filter(rule -> rule.get("dest", "").isEmpty() == input)
                .flatMap(rule -> lines(rule, "dest_ip", "dest_port", _ -> verdict(rule)))
                .toList();
    }

    private String verdict(ConfigSection rule) {
        var verdict = Sections.verdict(rule.get("target", "")).orElseThrow();
        return switch (rule.get("dest", "")) {
            case "", "*" -> verdict.equals("reject") ? "jump handle_reject" : verdict;
            default -> jump(verdict + "_to_" + rule.get("dest", ""));
        };
    }

    /**
     * A line for each protocol, or one for all of them.
     *
     * @param address the option with destinations, {@code port} that with their ports
     * @param verdict what becomes of a protocol
     */
    private static Stream<String> lines(
            ConfigSection section, String address, String port, UnaryOperator<String> verdict) {
        return protocols(section).stream()
                .map(protocol -> match(section, protocol, address, port) + "counter " + verdict.apply(protocol)
                        + comment(section.get("name", section.reference())));
    }

    /** Lower-case names as written; an empty one: all. */
    private static List<String> protocols(ConfigSection section) {
        var words = section.list("proto").stream()
                .filter(word -> !word.isEmpty())
                .flatMap(word -> word.equals("tcpudp") ? Stream.of("tcp", "udp") : Stream.of(word))
                .toList();
        if (words.isEmpty() && !section.type().equals("nat")) {
            return List.of("tcp", "udp");
        }
        return words.isEmpty() || words.contains("all") || words.contains("any") ? List.of("") : words;
    }

    private static String match(ConfigSection section, String protocol, String address, String port) {
        var words = new StringBuilder();
        words.append(addresses("ip saddr ", section, "src_ip"));
        words.append(addresses("ip daddr ", section, address));
        words.append(section.list("src_mac").isEmpty() ? "" : "ether saddr " + set(section.list("src_mac")) + " ");
        var ports = ports(section, port);
        if (isPorted(protocol) && !ports.isEmpty()) {
            words.append(protocol).append(" dport ").append(ports).append(' ');
        } else if (!protocol.isEmpty()) {
            words.append("meta l4proto ").append(protocol).append(' ');
        }
        return words.toString();
    }

    private static boolean isPorted(String protocol) {
        return protocol.equals("tcp") || protocol.equals("udp");
    }

    private static String addresses(String field, ConfigSection section, String option) {
        var bare = section.list(option).stream()
                .filter(word -> !word.isEmpty() && !word.contains(":") && !word.startsWith("!"))
                .map(word -> word.replaceFirst("/32$", ""))
                .toList();
        return bare.isEmpty() ? "" : field + set(bare) + " ";
    }

    /** One, or a set; those that are negated are a set by themselves; none: all. */
    private static String ports(ConfigSection section, String option) {
        var words = section.list(option).stream()
                .filter(Sections::isPort)
                .map(word -> word.replace(':', '-'))
                .toList();
        var not = words.stream().anyMatch(word -> word.startsWith("!"));
        var bare = words.stream()
                .filter(word -> word.startsWith("!") == not)
                .map(word -> word.replace("!", ""))
                .toList();
        return bare.isEmpty() ? "" : (not ? "!= " : "") + set(bare);
    }

    private void nat() {
        var sources = zones.stream()
                .filter(zone -> !zone.of(sections.redirects).isEmpty())
                .toList();
        var masked = zones.stream()
                .filter(zone -> masquerades(zone) || !zone.of(sections.nats).isEmpty())
                .toList();
        chains("dstnat", "prerouting", jumps(sources, "iifname", "dstnat"));
        chains("srcnat", "postrouting", jumps(masked, "oifname", "srcnat"));
        masked.forEach(this::srcnat);
        sources.forEach(zone -> chain(
                "dstnat_" + zone.name(),
                zone.of(sections.redirects).stream()
                        .flatMap(each -> lines(each, "src_dip", "src_dport", protocol -> target(each, protocol)))
                        .map(line -> "meta nfproto ipv4 " + line)
                        .toList()));
    }

    private void chains(String name, String hook, List<String> jumps) {
        var lines = new ArrayList<>(List.of("type nat hook " + hook + " priority " + name + "; policy accept;"));
        lines.addAll(jumps);
        chain(name, lines);
    }

    private static boolean masquerades(Zone zone) {
        return zone.section().isOn("masq", false);
    }

    private void srcnat(Zone zone) {
        var lines = zone.of(sections.nats).stream()
                .flatMap(nat -> lines(
                        nat, "dest_ip", "", _ -> nat.get("target", "MASQUERADE").toLowerCase(Locale.ROOT)))
                .collect(Collectors.toCollection(ArrayList::new));
        if (masquerades(zone)) {
            lines.add("meta nfproto ipv4 masquerade" + comment("Masquerade IPv4 " + zone.name() + " traffic"));
        }
        chain("srcnat_" + zone.name(), lines);
    }

    /** Another destination, or the router itself where none is named (facts/behaviours.md#32). */
    private static String target(ConfigSection redirect, String protocol) {
        var port = redirect.get("dest_port")
                .filter(word -> Sections.isPort(word) && isPorted(protocol))
                .map(word -> word.replace(':', '-'));
        return redirect.get("dest_ip")
                .map(to -> "dnat " + to + port.map(is -> ":" + is).orElse(""))
                .orElse("redirect" + port.map(is -> " to " + is).orElse(""));
    }
}
