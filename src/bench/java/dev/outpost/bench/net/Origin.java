package dev.outpost.bench.net;

/** Where a connection starts. */
public sealed interface Origin {

    /** The owner's phone: plain internet, and the tunnel if its configuration says so. */
    record Viewer() implements Origin {}

    /** Anybody on the internet. */
    record Outsider() implements Origin {}

    /** A program on the relay. */
    record OnRelay(RelayView relay) implements Origin {}

    /** A program in a camera. */
    record InCamera(RouterView router, CameraView camera) implements Origin {}

    /** A program on a router. */
    record OnRouter(RouterView router) implements Origin {}
}
