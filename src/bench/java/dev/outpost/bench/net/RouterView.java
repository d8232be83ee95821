package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
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
}
