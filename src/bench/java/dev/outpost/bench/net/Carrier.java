package dev.outpost.bench.net;

/** What carries connections from a place to an address. */
public interface Carrier {
    /** A TCP connection attempt, decided at once. */
    Outcome connect(Origin from, Ip4 to, int port);
}
