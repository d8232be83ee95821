package dev.outpost.bench.net;

import java.net.InetSocketAddress;
import java.util.Optional;

/** A camera on a router's LAN. */
public interface CameraView {

    String mac();

    Prefix address();

    /** Its default gateway; without one it answers only its own subnet. */
    Optional<Ip4> gateway();

    /** Power and cable are there. */
    boolean hasLink();

    /** The real server on loopback behind a TCP port of the camera. */
    Optional<InetSocketAddress> service(int port);
}
