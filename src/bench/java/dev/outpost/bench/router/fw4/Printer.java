package dev.outpost.bench.router.fw4;

import dev.outpost.bench.router.fw4.Rules.Match;
import dev.outpost.bench.router.fw4.Rules.Redirect;
import dev.outpost.bench.router.fw4.Rules.Rule;
import dev.outpost.bench.router.fw4.Rules.Zone;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules as nftables text, as {@code fw4 print} shows it: what decides who may go where, without helpers, marks and IPv6. */
final class Printer {
    private final Rules rules;
    private final StringBuilder text = new StringBuilder();
    /** {@code accept_to_lan}, as far as something jumps there. */
    private final Set<String> verdicts = new LinkedHashSet<>();

    private Printer(Rules rules) {
        this.rules = rules;
    }

    static String print(Rules rules) {
        return new Printer(rules).print();
    }

    private String print() {
        text.append("table inet fw4\nflush table inet fw4\n\ntable inet fw4 {\n");
        rules.zones().forEach(this::define);
        base("input", "iifname", rules.input());
        base("forward", "iifname", rules.forward());
        base("output", "oifname", "accept");
        chain("handle_reject", List.of("meta l4proto tcp reject with tcp reset", "reject with icmpx type port-unreachable"));
        rules.zones().forEach(this::zone);
        rules.zones().forEach(this::verdicts);
        nat();
        return text.append("}\n").toString();
    }

    private void define(Zone zone) {
        var devices = zone.devices().stream().map(Printer::quoted).collect(Collectors.joining(", "));
        text.append("\tdefine ").append(zone.name()).append("_devices = { ").append(devices).append(" }\n");
        text.append("\tdefine ").append(zone.name()).append("_subnets = { ");
        text.append(String.join(", ", zone.subnets())).append(" }\n\n");
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
        lines.addAll(jumps(rules.zones(), key, chain, chain));
        if (policy.equals("reject")) {
            lines.add("jump handle_reject");
        }
        chain(chain, lines);
    }

    private static List<String> jumps(List<Zone> zones, String key, String chain, String what) {
        return zones.stream()
                .filter(zone -> !zone.devices().isEmpty())
                .map(zone -> key + " " + devices(zone) + " jump " + chain + "_" + zone.name()
                        + comment("Handle " + zone.name() + " IPv4/IPv6 " + what + " traffic"))
                .toList();
    }

    private static String devices(Zone zone) {
        var words = zone.devices().stream().map(Printer::quoted).toList();
        return words.size() == 1 ? words.getFirst() : "{ " + String.join(", ", words) + " }";
    }

    private static String comment(String words) {
        return " comment \"!fw4: " + words.replace('"', '\'') + "\"";
    }

    private void zone(Zone zone) {
        var name = zone.name();
        var input = new ArrayList<String>();
        var forward = new ArrayList<String>();
        if (rules.redirects().stream().anyMatch(redirect -> redirect.source().equals(name))) {
            input.add("ct status dnat accept" + comment("Accept port redirections"));
            forward.add("ct status dnat accept" + comment("Accept port forwards"));
        }
        input.addAll(rules(name, true));
        input.add(jump(zone.input() + "_from_" + name));
        forward.addAll(rules(name, false));
        rules.forwardings().stream()
                .filter(pair -> pair.from().equals(name))
                .forEach(pair -> forward.add(jump("accept_to_" + pair.to())
                        + comment("Accept " + name + " to " + pair.to() + " forwarding")));
        forward.add(jump(zone.forward() + "_to_" + name));
        chain("input_" + name, input);
        chain("output_" + name, List.of(jump(zone.output() + "_to_" + name)));
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
                    var line = (way.equals("from") ? "iifname " : "oifname ") + devices(zone) + " counter "
                            + (verdict.equals("reject") ? "jump handle_reject" : verdict);
                    chain(name, zone.devices().isEmpty() ? List.of() : List.of(line));
                }
            }
        }
    }

    private List<String> rules(String source, boolean input) {
        return rules.rules().stream()
                .filter(rule -> rule.source().equals(source) && rule.destination().isEmpty() == input)
                .flatMap(rule -> protocols(rule.match()).stream()
                        .map(protocol -> match(protocol, rule.match()) + "counter " + verdict(rule) + comment(rule.name())))
                .toList();
    }

    private String verdict(Rule rule) {
        return switch (rule.destination()) {
            case "", "*" -> rule.verdict().equals("reject") ? "jump handle_reject" : rule.verdict();
            default -> jump(rule.verdict() + "_to_" + rule.destination());
        };
    }

    /** A line for each; one line for all of them. */
    private static List<String> protocols(Match match) {
        return match.protocols().isEmpty() ? List.of("") : match.protocols();
    }

    private static String match(String protocol, Match match) {
        var words = new StringBuilder();
        if (!match.sources().isEmpty()) {
            words.append("ip saddr ").append(addresses(match.sources())).append(' ');
        }
        if (!match.destinations().isEmpty()) {
            words.append("ip daddr ").append(addresses(match.destinations())).append(' ');
        }
        if (!match.macs().isEmpty()) {
            words.append("ether saddr ").append(addresses(match.macs())).append(' ');
        }
        if (isPorted(protocol) && match.ports().isPresent()) {
            words.append(protocol).append(" dport ").append(match.ports().get()).append(' ');
        } else if (!protocol.isEmpty()) {
            words.append("meta l4proto ").append(protocol).append(' ');
        }
        return words.toString();
    }

    private static boolean isPorted(String protocol) {
        return protocol.equals("tcp") || protocol.equals("udp");
    }

    private static String addresses(List<String> words) {
        var bare = words.stream().map(word -> word.replaceFirst("/32$", "")).toList();
        return bare.size() == 1 ? bare.getFirst() : "{ " + String.join(", ", bare) + " }";
    }

    private void nat() {
        var sources = rules.zones().stream()
                .filter(zone -> rules.redirects().stream()
                        .anyMatch(redirect -> redirect.source().equals(zone.name())))
                .toList();
        var masked = rules.zones().stream()
                .filter(zone -> zone.masquerades() || !nats(zone).isEmpty())
                .toList();
        var dstnat = new ArrayList<>(List.of("type nat hook prerouting priority dstnat; policy accept;"));
        dstnat.addAll(jumps(sources, "iifname", "dstnat", "dstnat"));
        chain("dstnat", dstnat);
        var srcnat = new ArrayList<>(List.of("type nat hook postrouting priority srcnat; policy accept;"));
        srcnat.addAll(jumps(masked, "oifname", "srcnat", "srcnat"));
        chain("srcnat", srcnat);
        masked.forEach(this::srcnat);
        sources.forEach(zone -> chain(
                "dstnat_" + zone.name(),
                rules.redirects().stream()
                        .filter(redirect -> redirect.source().equals(zone.name()))
                        .flatMap(redirect -> protocols(redirect.match()).stream()
                                .map(protocol -> redirect(redirect, protocol)))
                        .toList()));
    }

    private void srcnat(Zone zone) {
        var lines = new ArrayList<>(nats(zone));
        if (zone.masquerades()) {
            lines.add("meta nfproto ipv4 masquerade" + comment("Masquerade IPv4 " + zone.name() + " traffic"));
        }
        chain("srcnat_" + zone.name(), lines);
    }

    private List<String> nats(Zone zone) {
        return rules.nats().stream()
                .filter(nat -> nat.zone().equals(zone.name()))
                .flatMap(nat -> protocols(nat.match()).stream()
                        .map(protocol -> match(protocol, nat.match()) + "counter " + nat.verdict() + comment(nat.name())))
                .toList();
    }

    private static String redirect(Redirect redirect, String protocol) {
        var port = redirect.toPort().filter(any -> isPorted(protocol));
        var target = redirect.to()
                .map(to -> "dnat " + to + port.map(is -> ":" + is).orElse(""))
                .orElse("redirect" + port.map(is -> " to " + is).orElse(""));
        return "meta nfproto ipv4 " + match(protocol, redirect.match()) + "counter " + target
                + comment(redirect.name());
    }
}
