package dev.outpost.bench.router.fw4;

import java.util.Optional;

/**
 * A rule for what comes from a zone: into the router, or through it when it names where to.
 *
 * @param source zone, {@code *} for any; empty for what the router itself sends
 * @param destination zone or {@code *}; empty: the router
 */
public record Rule(
        String section,
        String name,
        Optional<String> source,
        Optional<String> destination,
        Match match,
        Policy target) {}
