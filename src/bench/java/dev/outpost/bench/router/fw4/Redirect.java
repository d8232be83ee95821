package dev.outpost.bench.router.fw4;

import dev.outpost.bench.net.Ip4;
import java.util.Optional;

/**
 * A DNAT.
 *
 * @param source zone it comes from
 * @param destination zone of the new destination
 * @param to new destination; empty: the router itself (facts/behaviours.md#32)
 * @param toPort new port; empty: stays
 */
public record Redirect(
        String section,
        String name,
        String source,
        Optional<String> destination,
        Match match,
        Optional<Ip4> to,
        Optional<Ports> toPort) {}
