package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;

/** What carries connections from a place to an address. */
public interface Carrier {
    /** A TCP connection attempt, decided at once. */
    Outcome connect(Origin from, Ipv4 to, int port);
}
