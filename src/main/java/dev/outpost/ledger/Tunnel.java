package dev.outpost.ledger;

import dev.outpost.relay.Cidr;
import dev.outpost.relay.Ipv4;

/**
 * How a relay's tunnel is divided: its first address is the relay's, then a /28 for each site, and the last sixteenth is for
 * the peers that are no routers. 10.77.0.0/16 gives sites 10.77.0.16/28 to 10.77.239.240/28 and peers from 10.77.240.1.
 */
public record Tunnel(Cidr whole) {
    private static final int PREFIX = 16;
    private static final int SITE_PREFIX = 28;
    private static final int SITE_SIZE = 16;

    public Tunnel {
        if (whole.prefix() < 8 || whole.prefix() > LONGEST_PREFIX) {
            throw new IllegalArgumentException(
                    "a tunnel has 8 to " + LONGEST_PREFIX + " bits of network, not " + whole);
        }
    }

    Ipv4 relay() {
        return start().plus(1);
    }

    Cidr site(int number) {
        return new Cidr(start().plus(number * SITE_SIZE), SITE_PREFIX);
    }

    /** How many sites fit. */
    int sites() {
        return (int) (size() / SITE_SIZE * 15 / 16) - 1;
    }

    /** The address of a peer, counted from 1. */
    Ipv4 peer(int number) {
        return start().plus((int) (size() / 16 * 15) + number);
    }

    /** How many peers fit. */
    int peers() {
        return (int) (size() / 16) - 2;
    }

    private long size() {
        return 1L << (32 - whole.prefix());
    }

    private Ipv4 start() {
        return whole.network().address();
    }
}
