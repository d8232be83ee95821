package dev.outpost.relay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server as last looked at.
 *
 * @param system distribution and version: "debian 12"
 * @param root whether we may change anything there
 * @param packages of those that we need, the ones that are installed
 * @param publicKey of the key that was born there
 * @param interfaceUp whether our interface runs
 * @param peers allowed IPs of each running peer, by its public key
 * @param handshakes last handshake of each peer, by its public key; never: absent
 * @param clock the relay's own
 * @param endpoints where each peer was last heard from, by its public key
 * @param foreignWireguard interfaces that are not ours
 * @param foreignTables nftables tables that are not ours, "inet filter"
 * @param droppers foreign base chains that drop what nobody accepts, "inet filter input"
 * @param tableLoaded whether our table is loaded
 * @param forwarding whether the kernel forwards IPv4
 * @param enabled whether our interface comes back after a restart
 * @param busyUdp UDP ports in use
 * @param listening TCP ports that answer to others than the server itself
 * @param files SHA-256 of our files, by path
 * @param sites what the relay knows of its sites
 * @param generation SHA-256 over the sites' files: changes with each of them
 * @param armedBy the run that has armed the guard, where one has
 * @param rolledBack the run that the guard has undone, until the next one succeeds
 */
public record RelayFacts(
        String system,
        boolean root,
        Set<String> packages,
        Optional<String> publicKey,
        boolean interfaceUp,
        Map<String, Set<String>> peers,
        Map<String, Instant> handshakes,
        Optional<Instant> clock,
        Map<String, String> endpoints,
        List<String> foreignWireguard,
        List<String> foreignTables,
        List<String> droppers,
        boolean tableLoaded,
        boolean forwarding,
        boolean enabled,
        Set<Integer> busyUdp,
        Set<Integer> listening,
        Map<String, String> files,
        List<SiteOnRelay> sites,
        String generation,
        Optional<String> armedBy,
        Optional<String> rolledBack) {

    /** What a relay needs from its distribution. */
    public static final List<String> NEEDED = List.of("nftables", "wireguard-tools");

    public RelayFacts {
        packages = Set.copyOf(packages);
        peers = Map.copyOf(peers);
        handshakes = Map.copyOf(handshakes);
        endpoints = Map.copyOf(endpoints);
        foreignWireguard = List.copyOf(foreignWireguard);
        foreignTables = List.copyOf(foreignTables);
        droppers = List.copyOf(droppers);
        busyUdp = Set.copyOf(busyUdp);
        listening = Set.copyOf(listening);
        files = Map.copyOf(files);
        sites = List.copyOf(sites);
    }

    /** Reads what {@code look.sh} printed. */
    public static RelayFacts parse(String look) {
        return new LookReader(look).facts();
    }

    public List<String> missingPackages() {
        return NEEDED.stream().filter(name -> !packages.contains(name)).toList();
    }

    public Optional<SiteOnRelay> site(String name) {
        return sites.stream().filter(site -> site.site().equals(name)).findFirst();
    }

    /** What was last heard of a peer; none where it never was. */
    public Optional<Handshake> handshake(String publicKey) {
        return Optional.ofNullable(handshakes.get(publicKey))
                .map(at -> new Handshake(Optional.of(at), clock, 0, Optional.ofNullable(endpoints.get(publicKey))));
    }

    /** The server has nothing of ours yet. */
    public boolean isBare() {
        return publicKey.isEmpty() && files.isEmpty();
    }
}
