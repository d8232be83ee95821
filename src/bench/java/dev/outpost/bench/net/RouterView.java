package dev.outpost.bench.net;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A router as the network sees it. */
public interface RouterView extends HostView {

    /** The address the operator gave, while the wan is dialled; it lies behind the operator's NAT. */
    Optional<Ipv4> wan();

    /** The device of the wan, e.g. {@code wwan0}. */
    String wanDevice();

    /** The router on a stick before the wan. */
    default Optional<? extends StickView> stick() {
        return Optional.empty();
    }

    /** The port that another network with internet is plugged into. */
    default Optional<String> cabledWan() {
        return Optional.empty();
    }

    /** The device cameras and laptops hang on, e.g. {@code br-lan}. */
    String lanDevice();

    /** The router's address and prefix there. */
    Cidr lan();

    /** Whether this thing is plugged into the LAN; a one-port board has one of them at a time. */
    boolean isPlugged(Plug plug);

    /** What may hang on the LAN cable. */
    enum Plug {
        LAPTOP,
        CAMERA
    }

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
}
