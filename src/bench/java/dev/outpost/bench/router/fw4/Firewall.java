package dev.outpost.bench.router.fw4;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.router.config.Configs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The program {@code fw4} and what it last loaded. Skipping a section is no error (facts/behaviours.md#29), a refused ruleset leaves the
 * old one and {@code reload} says nothing of it (30).
 */
public final class Firewall implements Program {
    private static final Set<String> PROTOCOLS = Set.of(
            "tcp", "udp", "icmp", "icmpv6", "ipv6-icmp", "esp", "ah", "gre", "igmp", "sctp", "udplite", "all", "any");

    private final Configs configs;
    private final Network network;
    private Optional<Ruleset> loaded = Optional.empty();

    public Firewall(Configs configs, Network network) {
        this.configs = configs;
        this.network = network;
    }

    /** The rules in the kernel; none at all when the firewall is stopped. */
    public synchronized Ruleset loaded() {
        return loaded.orElseGet(Ruleset::none);
    }

    /** Power is gone, and with it the kernel's rules. */
    public synchronized void forget() {
        loaded = Optional.empty();
    }

    @Override
    public int run(Call call) throws InterruptedException {
        var words = new ArrayList<>(call.words());
        var quiet = words.remove("-q");
        words.remove("-v");
        var verb = words.isEmpty() ? "" : words.removeFirst();
        return switch (verb) {
            case "check" -> check(call, quiet);
            case "print" -> print(call, quiet);
            case "start" -> start(call, quiet);
            case "restart" -> load(call, quiet);
            case "reload" -> {
                load(call, quiet);
                yield 0;
            }
            case "reload-sets" -> 0;
            case "stop", "flush" -> {
                forget();
                yield 0;
            }
            case "network", "device", "zone" -> query(call, verb, words);
            default -> {
                call.out().print(FirewallUsage.TEXT);
                yield 0;
            }
        };
    }

    private Loader.Loaded read(Call call, boolean quiet) throws InterruptedException {
        var result = new Loader(configs.load("firewall"), network).load();
        if (!quiet) {
            result.messages().forEach(call.err()::println);
        }
        return result;
    }

    private int check(Call call, boolean quiet) throws InterruptedException {
        var rules = read(call, quiet).rules();
        var refusal = refusal(rules);
        if (refusal.isPresent()) {
            call.err().print(refusal.get());
            return 1;
        }
        if (!quiet) {
            call.out().println("Ruleset passes nftables check.");
        }
        return 0;
    }

    /** What nft itself would say: an unknown protocol, two zones of one name. */
    private static Optional<String> refusal(Ruleset rules) {
        var text = Printer.print(rules);
        var names = new HashSet<String>();
        for (var zone : rules.zones()) {
            if (!names.add(zone.name())) {
                var symbol = zone.name() + "_devices";
                return Optional.of(
                        complaint(text, "\tdefine " + symbol, symbol, 1, "redefinition of symbol '" + symbol + "'"));
            }
        }
        for (var redirect : rules.redirects()) {
            for (var protocol : redirect.match().protocols()) {
                if (!PROTOCOLS.contains(protocol) && !protocol.matches("[0-9]+")) {
                    return Optional.of(complaint(
                            text, "meta l4proto " + protocol, protocol, 0, "Could not resolve protocol name"));
                }
            }
        }
        return Optional.empty();
    }

    private static String complaint(String text, String marker, String symbol, int skip, String words) {
        var lines = text.lines().toList();
        var left = skip;
        for (var number = 0; number < lines.size(); number++) {
            var line = lines.get(number);
            if (line.contains(marker) && left-- == 0) {
                var from = line.indexOf(symbol, Math.max(0, line.indexOf(marker)));
                var until = from + symbol.length();
                var indent = line.substring(0, from).replaceAll("[^\t]", " ");
                return "/dev/stdin:%d:%d-%d: Error: %s\n%s\n%s%s\n"
                        .formatted(number + 1, from + 1, until, words, line, indent, "^".repeat(symbol.length()));
            }
        }
        return "/dev/stdin:1:1-1: Error: " + words + "\n";
    }

    private int print(Call call, boolean quiet) throws InterruptedException {
        call.out().print(Printer.print(read(call, quiet).rules()));
        return 0;
    }

    private int start(Call call, boolean quiet) throws InterruptedException {
        if (isLoaded()) {
            call.err().println("The fw4 firewall appears to be already loaded.");
            return 1;
        }
        return load(call, quiet);
    }

    /** The loaded rules as {@code nft list ruleset} shows them; nothing when there are none. */
    public synchronized String loadedText() {
        return loaded.map(Printer::print)
                .orElse("")
                .replace(" counter ", " counter packets 0 bytes 0 ")
                .replace(" dnat ", " dnat ip to ");
    }

    public synchronized boolean isLoaded() {
        return loaded.isPresent();
    }

    private int load(Call call, boolean quiet) throws InterruptedException {
        var rules = read(call, quiet).rules();
        var refusal = refusal(rules);
        if (refusal.isPresent()) {
            call.err().print(refusal.get());
            return 1;
        }
        keep(rules);
        return 0;
    }

    private synchronized void keep(Ruleset rules) {
        loaded = Optional.of(rules);
    }

    private int query(Call call, String verb, List<String> words) throws InterruptedException {
        var name = words.isEmpty() ? "" : words.getFirst();
        var zones = read(call, true).rules().zones();
        var found = new ArrayList<String>();
        switch (verb) {
            case "zone" ->
                zones.stream().filter(zone -> zone.name().equals(name)).forEach(zone -> found.addAll(zone.devices()));
            case "device" ->
                zones.stream().filter(zone -> zone.devices().contains(name)).forEach(zone -> found.add(zone.name()));
            default -> found.addAll(zonesNaming(name));
        }
        found.forEach(call.out()::println);
        return found.isEmpty() ? 1 : 0;
    }

    private List<String> zonesNaming(String name) throws InterruptedException {
        return configs.load("firewall").stream()
                .filter(section ->
                        section.type().equals("zone") && section.list("network").contains(name))
                .map(section -> section.get("name", ""))
                .toList();
    }
}
