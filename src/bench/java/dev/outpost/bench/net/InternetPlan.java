package dev.outpost.bench.net;

/**
 * Who has which address on the simulated internet. All are from documentation ranges (RFC 5737).
 *
 * @param viewer the owner's phone
 * @param outsider anybody
 * @param carrier the operator's NAT, seen from outside
 * @param pool another address of that NAT
 */
public record InternetPlan(Ip4 viewer, Ip4 outsider, Ip4 carrier, Ip4 pool) {

    public static final InternetPlan USUAL = new InternetPlan(
            Ip4.of("198.51.100.23"), Ip4.of("192.0.2.50"), Ip4.of("198.51.100.77"), Ip4.of("198.51.100.78"));
}
