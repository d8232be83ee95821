package dev.outpost.ledger;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;

/**
 * How a relay's tunnel is divided: its first address is the relay's, then a /28 for each site, and the last sixteenth is for
 * the peers that are no routers. 10.77.0.0/16 gives sites 10.77.0.16/28 to 10.77.239.240/28 and peers from 10.77.240.1.
 */
record Tunnel(Cidr whole) {
    /** How many sites fit. */
    static final int SITES = 239 * 16 + 15;

    /** How many peers fit. */
    static final int PEERS = 16 * 256 - 2;

    private static final int PREFIX = 16;
    private static final int SITE_PREFIX = 28;
    private static final int SITE_SIZE = 16;
    private static final int FIRST_PEER = 240 << 8;

    Tunnel {
        if (whole.prefix() != PREFIX) {
            throw new IllegalArgumentException("a tunnel is a /16, not " + whole);
        }
    }

    Cidr site(int number) {
        return new Cidr(start().plus(number * SITE_SIZE), SITE_PREFIX);
    }

    /** The address of a peer, counted from 1. */
    Ipv4 peer(int number) {
        return start().plus(FIRST_PEER + number);
    }

    private Ipv4 start() {
        return whole.network().address();
    }
}
