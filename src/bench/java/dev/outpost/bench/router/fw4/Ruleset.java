package dev.outpost.bench.router.fw4;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Rules as loaded into the kernel: a snapshot that no later edit of a file changes.
 *
 * @param forwardings pairs of zones, from and to
 * @param input what happens to a packet for the router from a device of no zone; {@code forward} likewise
 */
public record Ruleset(
        List<Zone> zones,
        List<Rule> rules,
        List<Redirect> redirects,
        List<Forwarding> forwardings,
        Policy input,
        Policy forward) {

    /** Everything may pass from one zone to the other. */
    public record Forwarding(String from, String to) {}

    public Ruleset {
        zones = List.copyOf(zones);
        rules = List.copyOf(rules);
        redirects = List.copyOf(redirects);
        forwardings = List.copyOf(forwardings);
    }

    /** No firewall at all: everything passes. */
    public static Ruleset none() {
        return new Ruleset(List.of(), List.of(), List.of(), List.of(), Policy.ACCEPT, Policy.ACCEPT);
    }

    private Optional<Zone> zoneOf(String device) {
        return zones.stream().filter(zone -> zone.devices().contains(device)).findFirst();
    }

    /**
     * What becomes of the first packet of a flow.
     *
     * @param device it came in by
     * @param isLocal whether an address is the router's own
     * @param route the device that leads to an address, and the source the router would use there
     */
    public Verdict judge(String device, Flow flow, Predicate<Ip4> isLocal, Function<Ip4, Optional<Way>> route) {
        var zone = zoneOf(device);
        var redirect = redirects.stream()
                .filter(one ->
                        zone.filter(from -> from.name().equals(one.source())).isPresent())
                .filter(one -> one.match().matches(flow))
                .findFirst();
        var changed = redirect.map(one -> apply(one, flow)).orElse(flow);
        if (isLocal.test(changed.destination())
                || redirect.filter(one -> one.to().isEmpty()).isPresent()) {
            return local(zone, changed, redirect.isPresent());
        }
        var way = route.apply(changed.destination());
        return way.isEmpty()
                ? new Verdict.NoRoute("no route to " + changed.destination())
                : forward(zone, changed, way.get(), redirect.isPresent());
    }

    /** Where a packet leaves, and the router's own address there. */
    public record Way(String device, Ip4 source) {}

    private static Flow apply(Redirect redirect, Flow flow) {
        var port = redirect.toPort().map(Ports::first).orElse(flow.port());
        return flow.to(redirect.to().orElse(flow.destination()), port);
    }

    private Verdict local(Optional<Zone> zone, Flow flow, boolean redirected) {
        if (redirected) {
            return new Verdict.Local(flow.port());
        }
        var policy = rules.stream()
                .filter(rule -> rule.destination().isEmpty() && comesFrom(rule, zone))
                .filter(rule -> rule.match().matches(flow))
                .map(Rule::target)
                .findFirst()
                .orElse(zone.map(Zone::input).orElse(input));
        return policy == Policy.ACCEPT ? new Verdict.Local(flow.port()) : refused(policy, "input", zone);
    }

    private Verdict forward(Optional<Zone> from, Flow flow, Way way, boolean redirected) {
        var to = zoneOf(way.device());
        var policy = redirected ? Policy.ACCEPT : forwardPolicy(from, to, flow);
        if (policy != Policy.ACCEPT) {
            return refused(policy, "forward", from);
        }
        var masqueraded = to.filter(Zone::masquerades).isPresent() ? flow.from(way.source()) : flow;
        return new Verdict.Forward(masqueraded, way.device());
    }

    private Policy forwardPolicy(Optional<Zone> from, Optional<Zone> to, Flow flow) {
        var ruled = rules.stream()
                .filter(rule -> rule.destination().isPresent() && comesFrom(rule, from) && goesTo(rule, to))
                .filter(rule -> rule.match().matches(flow))
                .map(Rule::target)
                .findFirst();
        if (ruled.isPresent()) {
            return ruled.get();
        }
        var source = from.map(Zone::name).orElse("");
        var target = to.map(Zone::name).orElse("");
        var isForwarded = forwardings.stream()
                .anyMatch(pair -> pair.from().equals(source) && pair.to().equals(target));
        if (isForwarded) {
            return Policy.ACCEPT;
        }
        return from.isPresent() && from.equals(to) ? from.get().forward() : forward;
    }

    private static boolean comesFrom(Rule rule, Optional<Zone> zone) {
        return rule.source()
                .filter(name -> name.equals("*")
                        || zone.filter(is -> is.name().equals(name)).isPresent())
                .isPresent();
    }

    private static boolean goesTo(Rule rule, Optional<Zone> zone) {
        return rule.destination()
                .filter(name -> name.equals("*")
                        || zone.filter(is -> is.name().equals(name)).isPresent())
                .isPresent();
    }

    private static Verdict refused(Policy policy, String chain, Optional<Zone> zone) {
        var by = "firewall " + chain + " of zone " + zone.map(Zone::name).orElse("(none)");
        return policy == Policy.DROP ? new Verdict.Dropped(by) : new Verdict.Rejected(by);
    }
}
