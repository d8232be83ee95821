package dev.outpost.relay;

import dev.outpost.net.Cidr;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our nftables table as text. Policy accept everywhere: a verdict of ours is only ever about packets of our own interface,
 * whatever else lives on the server.
 */
final class NftTable {
    /** Sent by nobody in particular: an empty allow list means the whole internet. */
    private static final List<Cidr> EVERYBODY = List.of(Cidr.of("0.0.0.0/0"));

    private final RelayConfig config;

    NftTable(RelayConfig config) {
        this.config = config;
    }

    String text() {
        return """
                #!/usr/sbin/nft -f
                # Outpost: who reaches what through the tunnel. Written whole by outpost apply; loads as one transaction.
                table inet outpost {
                }
                delete table inet outpost
                table inet outpost {
                """ + sets() + FILTER + (config.published().findAny().isPresent() ? NAT : "") + "}\n";
    }

    private String sets() {
        return set("may_view", "ipv4_addr . ipv4_addr", false, config.mayView())
                + set("may_admin", "ipv4_addr . ipv4_addr", false, config.mayAdmin())
                + set(
                        "published",
                        "ipv4_addr . inet_service",
                        false,
                        config.published().map(port -> port.camera() + " . " + port.cameraPort()))
                + (config.published().findAny().isPresent() ? publicSets() : "");
    }

    private String publicSets() {
        var from = config.published()
                .flatMap(port -> widest(port.allow()).map(source -> port.port() + " . " + source.network()));
        var to = config.published().map(port -> port.port() + " : " + port.camera() + " . " + port.cameraPort());
        return set("public_from", "inet_service . ipv4_addr", true, from)
                + "\tmap public_to {\n\t\ttype inet_service : ipv4_addr . inet_service\n\t\telements = { "
                + to.collect(Collectors.joining(", "))
                + " }\n\t}\n\n";
    }

    /** Networks inside one another would be refused as conflicting intervals. */
    private static Stream<Cidr> widest(List<Cidr> allow) {
        var all = allow.isEmpty() ? EVERYBODY : allow;
        return all.stream()
                .filter(one -> all.stream().noneMatch(other -> other.prefix() < one.prefix() && other.overlaps(one)));
    }

    private static String set(String name, String type, boolean interval, Stream<String> elements) {
        var all = elements.distinct().collect(Collectors.joining(",\n\t\t\t     "));
        return "\tset " + name + " {\n\t\ttype " + type + "\n"
                + (interval ? "\t\tflags interval\n" : "")
                + (all.isEmpty() ? "" : "\t\telements = { " + all + " }\n")
                + "\t}\n\n";
    }

    /** The size of segments is set before anything is accepted: a SYN that was let through already is never clamped. */
    private static final String FILTER = """
            \tchain forward {
            \t\ttype filter hook forward priority filter; policy accept;
            \t\tiifname != "outpost0" oifname != "outpost0" accept
            \t\ttcp flags syn tcp option maxseg size set rt mtu
            \t\tct state established,related accept
            \t\tiifname "outpost0" oifname "outpost0" ip saddr . ip daddr @may_view accept
            \t\tiifname "outpost0" oifname "outpost0" ip saddr . ip daddr @may_admin tcp dport 22 accept
            \t\tiifname != "outpost0" oifname "outpost0" ct status dnat ip daddr . tcp dport @published accept
            \t\tdrop
            \t}

            \tchain input {
            \t\ttype filter hook input priority filter; policy accept;
            \t\tiifname != "outpost0" accept
            \t\tct state established,related accept
            \t\ticmp type echo-request accept
            \t\tdrop
            \t}
            """;

    /** The masquerade makes the answer come back through the tunnel: the camera's router knows only the tunnel's addresses. */
    private static final String NAT = """

            \tchain prerouting {
            \t\ttype nat hook prerouting priority dstnat; policy accept;
            \t\tiifname != "outpost0" fib daddr type local tcp dport . ip saddr @public_from dnat ip to tcp dport map @public_to
            \t}

            \tchain postrouting {
            \t\ttype nat hook postrouting priority srcnat; policy accept;
            \t\toifname "outpost0" ct status dnat masquerade
            \t}
            """;
}
