package dev.outpost.bench.router.netifd;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.net.WireguardKeys;
import dev.outpost.bench.net.WireguardPeer;
import dev.outpost.bench.uci.ConfigSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The handler of {@code proto wireguard}: makes the link from the sections as they are now. A bad key or name leaves the
 * interface pending, without an error, and is tried again (facts/behaviours.md#21).
 */
final class WireguardSetup {
    private static final Duration MAKING = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Netifd netifd;
    private final Iface iface;

    WireguardSetup(Netifd netifd, Iface iface) {
        this.netifd = netifd;
        this.iface = iface;
    }

    void run() throws InterruptedException {
        synchronized (netifd.interfaces()) {
            iface.pending = true;
        }
        while (true) {
            netifd.say("Interface '" + iface.name + "' is setting up now");
            netifd.machine().clock().sleep(MAKING);
            try {
                make(peers());
                return;
            } catch (IllegalArgumentException refused) {
                say(String.valueOf(refused.getMessage()));
                say("Configuration parsing error");
                if (isSynchronised()) {
                    say("wg syncconf failed for " + iface.name);
                }
            }
            netifd.machine().clock().sleep(AGAIN);
            netifd.say("Interface '" + iface.name + "' is now down");
        }
    }

    /** Newer handlers set a link up by another command, which complains, too. */
    private boolean isSynchronised() {
        try {
            return netifd.machine()
                    .files()
                    .text("/lib/netifd/proto/wireguard.sh")
                    .contains("syncconf");
        } catch (java.io.IOException gone) {
            return false;
        }
    }

    private void make(List<ConfigSection> sections) throws InterruptedException {
        var key = iface.section.get("private_key", "");
        if (!WireguardKeys.isKey(key)) {
            throw new IllegalArgumentException("Key is not the correct length or format: `" + key + "'");
        }
        var peers = sections.stream()
                .filter(peer ->
                        !peer.isOn("disabled", false) && peer.get("public_key").isPresent())
                .map(this::peer)
                .toList();
        var port = Integer.parseInt(iface.section.get("listen_port", "38757"));
        synchronized (netifd.interfaces()) {
            iface.wireguard = Optional.of(new WireguardDevice(iface.name, key, port, peers, netifd.benchTime()));
            iface.section.list("addresses").stream()
                    .filter(word -> !word.contains(":"))
                    .forEach(word -> iface.addresses.add(Cidr.of(word)));
            sections.stream()
                    .filter(peer -> peer.isOn("route_allowed_ips", false))
                    .forEach(peer -> allowed(peer).forEach(this::route));
        }
        netifd.isUp(iface, iface.name);
    }

    private void route(Cidr target) {
        var source = iface.addresses.stream().findFirst().map(Cidr::address);
        iface.routes.add(new NetRoute(target.network(), Optional.empty(), iface.name, source));
    }

    private List<ConfigSection> peers() throws InterruptedException {
        return netifd.configs().load("network").stream()
                .filter(section -> section.type().equals("wireguard_" + iface.name))
                .toList();
    }

    private WireguardPeer peer(ConfigSection section) {
        var key = section.get("public_key", "");
        if (!WireguardKeys.isKey(key)) {
            throw new IllegalArgumentException("Key is not the correct length or format: `" + key + "'");
        }
        return new WireguardPeer(
                key,
                section.get("preshared_key"),
                allowed(section),
                endpoint(section),
                Duration.ofSeconds(Long.parseLong(section.get("persistent_keepalive", "0"))));
    }

    private static List<Cidr> allowed(ConfigSection section) {
        var found = new ArrayList<Cidr>();
        section.list("allowed_ips").stream()
                .filter(word -> !word.contains(":"))
                .forEach(word -> found.add(Cidr.of(word)));
        return found;
    }

    private static Optional<WireguardPeer.Endpoint> endpoint(ConfigSection section) {
        var port = Integer.parseInt(section.get("endpoint_port", "51820"));
        return section.get("endpoint_host").map(host -> {
            if (!Ipv4.parse(host).isPresent()) {
                throw new IllegalArgumentException("Name or service not known: `" + host + ":" + port + "'");
            }
            return new WireguardPeer.Endpoint(Ipv4.of(host), port);
        });
    }

    private void say(String line) {
        netifd.say(iface.name + " (" + (3500 + iface.attempt) + "): " + line);
    }
}
