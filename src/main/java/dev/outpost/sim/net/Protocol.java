package dev.outpost.sim.net;

/** What a flow speaks. */
public enum Protocol {
    TCP,
    UDP,
    ICMP
}
