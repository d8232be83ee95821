package dev.outpost.laptop;

import java.util.Set;

/**
 * A network interface of this computer.
 *
 * @param wired Ethernet, or what stands for it (veth, a bridge over one); no radio, no tunnel
 * @param carrier whether something is plugged in, as far as the system tells
 * @param linkLocals its own IPv6 link-local addresses, without scope; none while it is down or IPv6 is off
 */
public record Nic(String name, boolean wired, boolean carrier, Set<String> linkLocals) {
    public Nic {
        linkLocals = Set.copyOf(linkLocals);
    }

    /** Whether somebody can be asked over it. */
    public boolean canAsk() {
        return carrier && !linkLocals.isEmpty();
    }
}
