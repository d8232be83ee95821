package dev.outpost.bench.net;

import java.net.InetSocketAddress;

/** How an attempt to connect ends. The texts name the hop that decided, for tests and for the bench's own log. */
public sealed interface Outcome {

    /**
     * Bytes flow.
     *
     * @param service the real server on loopback that now has to be dialled
     */
    record Connected(InetSocketAddress service) implements Outcome {}

    /** ECONNREFUSED at once. */
    record Refused(String by) implements Outcome {}

    /** Nothing ever comes back; the caller's own patience decides. */
    record Silence(String at) implements Outcome {}

    /** EHOSTUNREACH or ENETUNREACH. */
    record Unreachable(String by) implements Outcome {}
}
