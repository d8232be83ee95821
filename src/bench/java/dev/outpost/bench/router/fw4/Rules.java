package dev.outpost.bench.router.fw4;

import java.util.List;
import java.util.Optional;

/**
 * What fw4 made of its configuration, with the devices as they were then; verdicts are nft's words.
 *
 * @param input what happens to a packet for the router from a device of no zone; {@code forward} likewise
 */
record Rules(
        List<Zone> zones,
        List<Rule> rules,
        List<Redirect> redirects,
        List<Nat> nats,
        List<Forwarding> forwardings,
        String input,
        String forward) {
    /**
     * A zone.
     *
     * @param devices of its networks that are up, and those named one by one
     */
    record Zone(
            String name,
            List<String> devices,
            List<String> subnets,
            String input,
            String output,
            String forward,
            boolean masquerades) {}

    /** Everything may pass from one zone to the other. */
    record Forwarding(String from, String to) {}

    /**
     * A rule for what comes from a zone: into the router, or through it when it names where to.
     *
     * @param source zone, {@code *} for any; empty for what the router itself sends
     * @param destination zone or {@code *}; empty: the router
     */
    record Rule(String name, String source, String destination, Match match, String verdict) {}

    /**
     * A DNAT.
     *
     * @param source zone it comes from
     * @param to new destination; empty: the router itself (facts/behaviours.md#32)
     * @param toPort new port; empty: stays
     */
    record Redirect(String name, String source, Match match, Optional<String> to, Optional<String> toPort) {}

    /**
     * What becomes of the source of what leaves to a zone.
     *
     * @param verdict {@code masquerade} or {@code accept}
     */
    record Nat(String name, String zone, Match match, String verdict) {}

    /**
     * Which flows a rule is about; an empty list matches all.
     *
     * @param protocols lower-case names as written
     * @param macs of senders on the same wire
     * @param ports destination ports as nft compares with them; empty: all
     */
    record Match(
            List<String> protocols,
            List<String> sources,
            List<String> macs,
            List<String> destinations,
            Optional<String> ports) {}
}
