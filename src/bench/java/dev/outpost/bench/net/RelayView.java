package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;

/** The server with the public address, as the network sees it. */
public interface RelayView extends HostView {

    Ipv4 publicAddress();

    /** The device that carries the public address, e.g. {@code eth0}. */
    String outside();
}
