package dev.outpost.bench.router.fw4;

import dev.outpost.bench.net.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The rules as nftables text: the parts of {@code fw4 print} that say who may go where. */
final class Printer {
    private final Ruleset rules;
    private final StringBuilder text = new StringBuilder();

    private Printer(Ruleset rules) {
        this.rules = rules;
    }

    static String print(Ruleset rules) {
        return new Printer(rules).print();
    }

    private String print() {
        text.append("table inet fw4\nflush table inet fw4\n\ntable inet fw4 {\n");
        rules.zones().forEach(this::define);
        base("input", "iifname", "policy drop");
        base("forward", "iifname", "policy drop");
        base("output", "oifname", "policy accept");
        rules.zones().forEach(this::zone);
        nat();
        return text.append("}\n").toString();
    }

    private void define(Zone zone) {
        text.append("\tdefine ").append(zone.name()).append("_devices = { ");
        text.append(zone.devices().stream().map(Printer::quoted).collect(Collectors.joining(", ")));
        text.append(" }\n\tdefine ").append(zone.name()).append("_subnets = { ");
        text.append(zone.subnets().stream().map(Prefix::toString).collect(Collectors.joining(", ")));
        text.append(" }\n\n");
    }

    private static String quoted(String word) {
        return '"' + word + '"';
    }

    private void base(String chain, String key, String policy) {
        text.append("\tchain ")
                .append(chain)
                .append(" {\n\t\ttype filter hook ")
                .append(chain);
        text.append(" priority filter; ").append(policy).append(";\n\n");
        for (var zone : rules.zones()) {
            if (!zone.devices().isEmpty()) {
                line(key + " " + devices(zone) + " jump " + chain + "_" + zone.name()
                        + comment("Handle " + zone.name() + " IPv4/IPv6 " + chain + " traffic"));
            }
        }
        if (!chain.equals("output")) {
            line("jump handle_reject");
        }
        text.append("\t}\n\n");
    }

    private static String devices(Zone zone) {
        return zone.devices().size() == 1
                ? quoted(zone.devices().getFirst())
                : zone.devices().stream().map(Printer::quoted).collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String comment(String words) {
        return " comment \"!fw4: " + words.replace('"', '\'') + "\"";
    }

    private void line(String words) {
        text.append("\t\t").append(words).append('\n');
    }

    private void zone(Zone zone) {
        var name = zone.name();
        chain("input_" + name, lines(zone, true), "jump " + zone.input().word() + "_from_" + name);
        chain("output_" + name, List.of(), "jump " + zone.output().word() + "_to_" + name);
        var forwards = new ArrayList<>(lines(zone, false));
        rules.forwardings().stream()
                .filter(pair -> pair.from().equals(name))
                .forEach(pair -> forwards.add("jump accept_to_" + pair.to()
                        + comment("Accept " + name + " to " + pair.to() + " forwarding")));
        chain("forward_" + name, forwards, "jump " + zone.forward().word() + "_to_" + name);
    }

    private void chain(String name, List<String> lines, String last) {
        text.append("\tchain ").append(name).append(" {\n");
        lines.forEach(this::line);
        if (!last.isEmpty()) {
            line(last);
        }
        text.append("\t}\n\n");
    }

    private List<String> lines(Zone zone, boolean input) {
        return rules.rules().stream()
                .filter(rule -> rule.source().filter(zone.name()::equals).isPresent())
                .filter(rule -> rule.destination().isEmpty() == input)
                .flatMap(rule -> rule.match().protocols().stream()
                        .map(protocol -> match(protocol, rule.match()) + "counter "
                                + (input
                                        ? rule.target().word()
                                        : "jump " + rule.target().word() + "_to_"
                                                + rule.destination().orElse(""))
                                + comment(rule.name())))
                .toList();
    }

    private static String match(String protocol, Match match) {
        var words = new StringBuilder();
        if (!match.sources().isEmpty()) {
            words.append("ip saddr ").append(addresses(match.sources())).append(' ');
        }
        if (!match.destinations().isEmpty()) {
            words.append("ip daddr ").append(addresses(match.destinations())).append(' ');
        }
        var isPorted = protocol.equals("tcp") || protocol.equals("udp");
        if (isPorted && match.ports().isPresent()) {
            words.append(protocol).append(" dport ").append(match.ports().get()).append(' ');
        } else {
            words.append("meta l4proto ").append(protocol).append(' ');
        }
        return words.toString();
    }

    private static String addresses(List<Prefix> prefixes) {
        var words = prefixes.stream()
                .map(prefix -> prefix.length() == 32 ? prefix.address().toString() : prefix.toString())
                .toList();
        return words.size() == 1 ? words.getFirst() : "{ " + String.join(", ", words) + " }";
    }

    private void nat() {
        var sources = rules.zones().stream()
                .filter(zone -> rules.redirects().stream()
                        .anyMatch(redirect -> redirect.source().equals(zone.name())))
                .toList();
        text.append("\tchain dstnat {\n\t\ttype nat hook prerouting priority dstnat; policy accept;\n");
        sources.stream()
                .filter(zone -> !zone.devices().isEmpty())
                .forEach(zone -> line("iifname " + devices(zone) + " jump dstnat_" + zone.name()
                        + comment("Handle " + zone.name() + " IPv4/IPv6 dstnat traffic")));
        text.append("\t}\n\n\tchain srcnat {\n\t\ttype nat hook postrouting priority srcnat; policy accept;\n");
        var masked = rules.zones().stream().filter(Zone::masquerades).toList();
        masked.stream()
                .filter(zone -> !zone.devices().isEmpty())
                .forEach(zone -> line("oifname " + devices(zone) + " jump srcnat_" + zone.name()
                        + comment("Handle " + zone.name() + " IPv4/IPv6 srcnat traffic")));
        text.append("\t}\n\n");
        masked.forEach(zone -> chain(
                "srcnat_" + zone.name(),
                List.of("meta nfproto ipv4 masquerade" + comment("Masquerade IPv4 " + zone.name() + " traffic")),
                ""));
        sources.forEach(zone -> chain("dstnat_" + zone.name(), redirects(zone), ""));
    }

    private List<String> redirects(Zone zone) {
        return rules.redirects().stream()
                .filter(redirect -> redirect.source().equals(zone.name()))
                .flatMap(
                        redirect -> redirect.match().protocols().stream().map(protocol -> redirect(redirect, protocol)))
                .toList();
    }

    private static String redirect(Redirect redirect, String protocol) {
        var isPorted = protocol.equals("tcp") || protocol.equals("udp");
        var port = isPorted ? redirect.toPort().map(is -> ":" + is).orElse("") : "";
        var target = redirect.to()
                .map(to -> "dnat " + to + port)
                .orElse("redirect" + (port.isEmpty() ? "" : " to " + port.substring(1)));
        return "meta nfproto ipv4 " + match(protocol, redirect.match()) + "counter " + target
                + comment(redirect.name());
    }
}
