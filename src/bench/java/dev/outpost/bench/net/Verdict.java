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

    /** The sender is told so: TCP reset or ICMP port unreachable. */
    record Rejected(String by) implements Verdict {}

    /** The sender hears nothing. */
    record Dropped(String by) implements Verdict {}

    /** No route: the sender gets ICMP network or host unreachable. */
    record NoRoute(String by) implements Verdict {}
}
