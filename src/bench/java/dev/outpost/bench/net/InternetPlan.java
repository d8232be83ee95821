package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;

/**
 * Who has which address on the simulated internet. All are from documentation ranges (RFC 5737).
 *
 * @param viewer the owner's phone
 * @param carrier the operator's NAT, seen from outside
 * @param pool another address of that NAT
 */
public record InternetPlan(Ipv4 viewer, Ipv4 outsider, Ipv4 carrier, Ipv4 pool) {

    public static final InternetPlan USUAL = new InternetPlan(
            Ipv4.of("198.51.100.23"), Ipv4.of("192.0.2.50"), Ipv4.of("198.51.100.77"), Ipv4.of("198.51.100.78"));
}
