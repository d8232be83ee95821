package dev.outpost.workflow;

import dev.outpost.contact.LocalNetwork;
import dev.outpost.ledger.State;
import dev.outpost.shell.Links;
import dev.outpost.shell.Web;
import dev.outpost.shell.Wire;
import dev.outpost.site.Secrets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What every workflow needs from outside; made by the command line's wiring, or by a test.
 *
 * @param links opens SSH connections
 * @param wire asks who is behind an interface
 * @param web fetches packages, and serves them to a router through its connection
 * @param laptop folder that holds the laptop's {@code proc/net/route}; {@code /} on a real one
 * @param bundles folder of the package cache: one folder a release and target
 */
public record Parts(
        Links links, Wire wire, Web web, State state, Secrets secrets, Clock clock, Path laptop, Path bundles) {
    /** The networks that this computer is plugged into. */
    public LocalNetwork here() {
        return new LocalNetwork(laptop, wire, links, state);
    }
}
