package dev.outpost.bench.net;

/** What a flow speaks. */
public enum Protocol {
    TCP,
    UDP,
    ICMP
}
