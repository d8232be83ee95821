package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A router on a stick before a router's wan, as the network sees it: it translates, and may lead all calls from outside to one behind it. */
public interface StickView {
    /** Its own address in the network behind it. */
    Ipv4 gateway();

    /** What the operator gave it. */
    Ipv4 address();

    /** To whom it leads calls from outside. */
    Optional<Ipv4> leadsTo();

    /** Its web server, on loopback. */
    InetSocketAddress web();
}
