package dev.outpost.proof;

import dev.outpost.reach.NegativeScan;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the public address answers where it should, and nowhere else.
 *
 * @param serversOwn TCP ports on which the relay itself listens, from its last look
 */
record OutsideScan(NegativeScan scan, TunnelPlan tunnel, Set<Integer> serversOwn) {
    /** The relay's own SSH: where the server says that it listens, it should answer. */
    private static final int SSH = 22;

    NegativeScan.Result told(Narrator narrator) {
        var relay = tunnel.relay();
        var published = tunnel.published().stream().map(Published::port).collect(Collectors.toSet());
        var result = scan.of(relay.publicAddress(), published, serversOwn, relay.listen());
        var words = "TCP " + result.expected() + " of " + result.address() + "; shut: the other "
                + (result.scanned().size() - result.expected().size()) + " ports that were tried";
        if (result.isShut()) {
            narrator.saw("only what should answers", words);
        } else {
            narrator.warned("ports answer that nobody published: " + result.unexpected());
        }
        var missing = Stream.concat(
                        result.missing().stream(), serversOwn.stream().filter(port -> port == SSH))
                .filter(port -> !result.expected().contains(port))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            narrator.warned("ports that should answer do not: TCP " + missing + " of " + result.address());
        }
        return result;
    }

    static Optional<Problem> exposed(NegativeScan.Result outside) {
        if (!outside.isShut()) {
            return Optional.of(ProblemCode.PROOF_EXPOSED.problem(
                    "ports " + outside.unexpected() + " of " + outside.address() + " answer to anybody",
                    "neither the site file publishes them nor does the server itself listen there",
                    "find out who opened them before the site is left alone"));
        }
        return outside.missing().stream()
                .findFirst()
                .map(port -> ProblemCode.PROOF_NOT_PUBLIC.problem(
                        "port " + port + " of " + outside.address() + " is published, but does not answer from "
                                + outside.from(),
                        "its allow list does not hold this vantage, or the server's provider blocks the port",
                        "verify from an allowed address, or open TCP " + port + " at the provider"));
    }
}
