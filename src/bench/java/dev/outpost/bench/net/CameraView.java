package dev.outpost.bench.net;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A camera on a router's LAN. */
public interface CameraView {

    String mac();

    Cidr address();

    /** Its default gateway; without one it answers only its own subnet. */
    Optional<Ipv4> gateway();

    boolean hasLink();

    /** The real server on loopback behind a TCP port of the camera. */
    Optional<InetSocketAddress> service(int port);
}
