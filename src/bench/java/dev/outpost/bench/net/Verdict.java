package dev.outpost.bench.net;

/** What a host does with the first packet of a flow that reached one of its devices. */
public sealed interface Verdict {

    /**
     * It is for the host itself and the firewall lets it in.
     *
     * @param port local port, after a redirect to the host itself
     */
    record Local(int port) implements Verdict {}

    /**
     * It is sent on.
     *
     * @param flow after DNAT and masquerade
     * @param device the device it leaves by, from the host's own routes
     */
    record Forward(Flow flow, String device) implements Verdict {}

    /** It goes no further, and that is what its sender sees. */
    record Ended(Outcome how) implements Verdict {}
}
