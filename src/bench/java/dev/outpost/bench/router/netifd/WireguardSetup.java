package dev.outpost.bench.router.netifd;

import dev.outpost.bench.net.WgConf;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.uci.ConfigSection;
import dev.outpost.net.Cidr;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The handler of {@code proto wireguard}: makes the link from the sections as they are now, by a file for wg. A bad key or name leaves the
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
            netifd.machine.clock().sleep(MAKING);
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
            netifd.machine.clock().sleep(AGAIN);
            netifd.say("Interface '" + iface.name + "' is now down");
        }
    }

    /** Newer handlers set a link up by another command, which complains, too. */
    private boolean isSynchronised() {
        try {
            return netifd.machine.files().text("/lib/netifd/proto/wireguard.sh").contains("syncconf");
        } catch (IOException gone) {
            return false;
        }
    }

    private List<ConfigSection> peers() throws InterruptedException {
        return ConfigSection.load(netifd.machine, "network").stream()
                .filter(section -> section.type().equals("wireguard_" + iface.name))
                .toList();
    }

    private void make(List<ConfigSection> sections) throws InterruptedException {
        var conf = new StringBuilder("[Interface]\nPrivateKey=" + iface.section.get("private_key", "") + "\n");
        sections.stream()
                .filter(peer ->
                        !peer.isOn("disabled", false) && peer.get("public_key").isPresent())
                .forEach(peer -> conf.append(peer(peer)));
        var port = Integer.parseInt(iface.section.get("listen_port", "38757"));
        var bare = new WireguardDevice(iface.name, "", port, List.of(), netifd.benchTime());
        synchronized (netifd.interfaces()) {
            iface.wireguard = Optional.of(WgConf.ofWg(conf.toString()).set(bare));
            ipv4(iface.section, "addresses").forEach(word -> iface.addresses.add(Cidr.of(word)));
            sections.stream()
                    .filter(peer -> peer.isOn("route_allowed_ips", false))
                    .forEach(peer -> ipv4(peer, "allowed_ips").forEach(word -> route(Cidr.of(word))));
        }
        netifd.isUp(iface, iface.name);
    }

    private static String peer(ConfigSection section) {
        return "[Peer]\nPublicKey=" + section.get("public_key", "") + "\n"
                + section.get("preshared_key")
                        .map(key -> "PresharedKey=" + key + "\n")
                        .orElse("")
                + "AllowedIPs=" + String.join(",", ipv4(section, "allowed_ips").toList()) + "\n"
                + section.get("endpoint_host")
                        .map(host -> "Endpoint=" + host + ":" + section.get("endpoint_port", "51820") + "\n")
                        .orElse("")
                + "PersistentKeepalive=" + section.get("persistent_keepalive", "0") + "\n";
    }

    private static Stream<String> ipv4(ConfigSection section, String option) {
        return section.list(option).stream().filter(word -> !word.contains(":"));
    }

    private void route(Cidr target) {
        var source = iface.addresses.stream().findFirst().map(Cidr::address);
        iface.routes.add(new NetRoute(target.network(), Optional.empty(), iface.name, source));
    }

    private void say(String line) {
        netifd.say(iface.name + " (" + (3500 + iface.attempt) + "): " + line);
    }
}
