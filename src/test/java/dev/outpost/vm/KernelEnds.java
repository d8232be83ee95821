package dev.outpost.vm;

import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciParser;
import dev.outpost.uci.UciSection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Outpost wrote for a router and for a phone, as scripts for namespaces with Linux's own WireGuard and netfilter. */
final class KernelEnds {
    private static final String NAME = "outpost";
    private static final String WG = "/usr/local/lib/bench/usr/bin/wg";

    /** Taken out of the packages that wait there for whoever installs them. */
    static final String NFT =
            "LD_LIBRARY_PATH=$(echo /usr/local/lib/bench/usr/lib/*-linux-gnu) /usr/local/lib/bench/usr/sbin/nft";

    /** Both that Outpost gives: a relay's, and that of sites without one. */
    private static final String TUNNELS = "10.76.0.0/14";

    private static final Pattern PRE = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL);

    private KernelEnds() {}

    /** The router's tunnel and the door of its firewall; empty while it has none. */
    static Optional<String> router(String network, String firewall) {
        var interfaces = UciParser.parse("network", network);
        var tunnel = interfaces
                .section(NAME)
                .filter(section -> section.text("private_key").isPresent());
        var peer = interfaces.ofType("wireguard_" + NAME).stream().findFirst();
        if (tunnel.isEmpty() || peer.flatMap(each -> each.text("public_key")).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(tunnel(tunnel.get(), peer.get()) + rules(UciParser.parse("firewall", firewall)));
    }

    /** The router as the viewers' own end, with each of its peers, and its whole firewall as {@code fw4 print} gives it to nft. */
    static String direct(String network, String ruleset) {
        var interfaces = UciParser.parse("network", network);
        return interfaces
                        .section(NAME)
                        .filter(section -> section.text("listen_port").isPresent())
                        .map(tunnel -> serving(tunnel, interfaces.ofType("wireguard_" + NAME)))
                        .orElse("")
                + NFT + " -f - <<'END'\n" + ruleset + "END\n";
    }

    private static String serving(UciSection tunnel, List<UciSection> peers) {
        var conf = new StringBuilder("[Interface]\\nPrivateKey = %s\\nListenPort = %s\\n"
                .formatted(
                        tunnel.text("private_key").orElseThrow(),
                        tunnel.text("listen_port").orElseThrow()));
        peers.forEach(peer -> conf.append("[Peer]\\nPublicKey = %s\\nAllowedIPs = %s\\n"
                .formatted(peer.text("public_key").orElseThrow(), String.join(", ", peer.list("allowed_ips")))));
        return born(
                        conf.toString(),
                        String.join(" ", tunnel.list("addresses")),
                        tunnel.text("mtu").orElse("1420"))
                + peers.stream().map(KernelEnds::routes).collect(Collectors.joining());
    }

    private static String routes(UciSection peer) {
        return peer.list("allowed_ips").stream()
                .map(net -> "ip route replace " + net + " dev outpost\n")
                .collect(Collectors.joining());
    }

    private static String tunnel(UciSection tunnel, UciSection peer) {
        var conf =
                "[Interface]\\nPrivateKey = %s\\n[Peer]\\nPublicKey = %s\\nEndpoint = %s:%s\\nAllowedIPs = %s\\nPersistentKeepalive = %s\\n"
                        .formatted(
                                tunnel.text("private_key").orElseThrow(),
                                peer.text("public_key").orElseThrow(),
                                peer.text("endpoint_host").orElseThrow(),
                                peer.text("endpoint_port").orElseThrow(),
                                String.join(", ", peer.list("allowed_ips")),
                                peer.text("persistent_keepalive").orElseThrow());
        return born(
                        conf,
                        String.join(" ", tunnel.list("addresses")),
                        tunnel.text("mtu").orElse("1420"))
                + routes(peer);
    }

    private static String born(String conf, String address, String mtu) {
        return """
                ip link del outpost 2>/dev/null
                ip link add outpost mtu %s type wireguard
                printf '%s' | %s setconf outpost /dev/stdin
                ip addr add %s dev outpost
                ip link set outpost up
                """.formatted(mtu, conf, WG, address);
    }

    /** The rules that speak of the tunnel; the rest of the router's firewall has nothing to do with it. */
    private static String rules(UciPackage firewall) {
        var rules = new StringBuilder("""
                for table in nat filter mangle; do iptables -t $table -F; done
                iptables -A INPUT -i outpost -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
                iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
                iptables -A FORWARD -i outpost -m conntrack --ctstate DNAT -j ACCEPT
                iptables -t mangle -A FORWARD -o outpost -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
                """);
        for (var section : firewall.sections()) {
            if (section.text("src").filter(NAME::equals).isPresent()) {
                section.list("proto").forEach(proto -> rules.append(rule(section, proto)));
            }
        }
        return rules + "iptables -A INPUT -i outpost -j REJECT\niptables -A FORWARD -i outpost -j REJECT\n";
    }

    private static String rule(UciSection section, String proto) {
        if (section.type().equals("redirect")) {
            return "iptables -t nat -A PREROUTING -i outpost -p " + proto + " -d "
                    + section.text("src_dip").orElseThrow() + " -j DNAT --to-destination "
                    + section.text("dest_ip").orElseThrow() + "\n";
        }
        return "iptables -A INPUT -i outpost -p " + proto
                + section.text("dest_port").map(port -> " --dport " + port).orElse("")
                + section.text("icmp_type").map(type -> " --icmp-type " + type).orElse("")
                + section.text("src_ip").map(source -> " -s " + source).orElse("") + " -j "
                + section.text("target").orElseThrow() + "\n";
    }

    /** The phone with the tunnel of this page, which it alone was given. */
    static String viewer(String page) {
        var conf = conf(page);
        var ours = conf.lines()
                .filter(line -> !line.matches("(Address|DNS|MTU|#).*"))
                .collect(Collectors.joining("\\n"));
        var address = value(conf, "Address");
        return born(ours + "\\n", address, conf.contains("MTU") ? value(conf, "MTU") : "1420") + "ip route replace "
                + TUNNELS + " dev outpost\n";
    }

    /** The private key on such a page. */
    static String keyOf(String page) {
        return value(conf(page), "PrivateKey");
    }

    private static String conf(String page) {
        var match = PRE.matcher(page);
        if (!match.find()) {
            throw new IllegalArgumentException("no configuration on the page");
        }
        return match.group(1).replace("&#61;", "=").replace("&amp;", "&");
    }

    private static String value(String conf, String name) {
        return conf.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.split("=", 2)[1].strip())
                .findFirst()
                .orElseThrow();
    }
}
