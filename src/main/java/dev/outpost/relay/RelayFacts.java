package dev.outpost.relay;

import dev.outpost.net.Cidr;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A server as last looked at.
 *
 * @param system distribution and version: "debian 12"
 * @param root whether we may change anything there
 * @param packages of those that we need, the ones that are installed
 * @param namespaces whether network namespaces may be made there
 * @param publicKey of the key that was born there
 * @param interfaceUp whether our interface runs
 * @param peers allowed IPs of each running peer, by its public key
 * @param handshakes last handshake of each peer, by its public key; never: absent
 * @param clock the relay's own
 * @param endpoints where each peer was last heard from, by its public key
 * @param transfers what was carried for each peer since the interface came up, by its public key
 * @param foreignWireguard interfaces that are not ours
 * @param foreignTables nftables tables that are not ours, "inet filter"
 * @param firewall what the server's own filters do with strangers
 * @param tableLoaded whether our table is loaded where our interface lives
 * @param routes networks of the server's own
 * @param setup text of our setup there; empty: there is none
 * @param enabled whether our interface comes back after a restart
 * @param busyUdp UDP ports in use
 * @param listening TCP ports that answer to others than the server itself
 * @param files SHA-256 of our files, by path
 * @param siteFiles what the relay knows of its sites
 * @param generations SHA-256 of each site's file, comments left out: changes with it
 * @param armedBy the run that has armed the guard, where one has
 * @param rolledBack the run that the guard has undone, until the next one succeeds
 */
public record RelayFacts(
        String system,
        boolean root,
        Set<String> packages,
        boolean namespaces,
        Optional<String> publicKey,
        boolean interfaceUp,
        Map<String, Set<String>> peers,
        Map<String, Instant> handshakes,
        Optional<Instant> clock,
        Map<String, String> endpoints,
        Map<String, Transfer> transfers,
        List<String> foreignWireguard,
        List<String> foreignTables,
        HostFirewall firewall,
        boolean tableLoaded,
        List<Cidr> routes,
        String setup,
        boolean enabled,
        Set<Integer> busyUdp,
        Set<Integer> listening,
        Map<String, String> files,
        List<SiteFile> siteFiles,
        Map<String, String> generations,
        Optional<String> armedBy,
        Optional<String> rolledBack) {

    /** What a relay needs from its distribution. */
    public static final List<String> NEEDED = List.of("nftables", "wireguard-tools");

    /** What was carried for one peer (bytes). */
    public record Transfer(long received, long sent) {}

    public RelayFacts {
        packages = Set.copyOf(packages);
        peers = Map.copyOf(peers);
        handshakes = Map.copyOf(handshakes);
        endpoints = Map.copyOf(endpoints);
        transfers = Map.copyOf(transfers);
        foreignWireguard = List.copyOf(foreignWireguard);
        foreignTables = List.copyOf(foreignTables);
        routes = List.copyOf(routes);
        busyUdp = Set.copyOf(busyUdp);
        listening = Set.copyOf(listening);
        files = Map.copyOf(files);
        siteFiles = List.copyOf(siteFiles);
        generations = Map.copyOf(generations);
    }

    /** Reads what {@code look.sh} printed. */
    public static RelayFacts parse(String look) {
        return new LookReader(look).facts();
    }

    public List<String> missingPackages() {
        return NEEDED.stream().filter(name -> !packages.contains(name)).toList();
    }

    /** The sites that make sense. */
    public List<SiteOnRelay> sites() {
        return siteFiles.stream()
                .flatMap(file -> file instanceof SiteFile.Whole(var site) ? Stream.of(site) : Stream.empty())
                .toList();
    }

    /** Files of sites that make none: they stand in nobody else's way. */
    public List<SiteFile.Broken> broken() {
        return siteFiles.stream()
                .flatMap(file -> file instanceof SiteFile.Broken bad ? Stream.of(bad) : Stream.empty())
                .toList();
    }

    public Optional<SiteOnRelay> site(String name) {
        return sites().stream().filter(site -> site.site().equals(name)).findFirst();
    }

    /** The same once this site's file says so. */
    RelayFacts holding(String site, Optional<SiteOnRelay> now) {
        var files = new ArrayList<>(siteFiles);
        files.removeIf(file -> file.name().equals(site));
        var all = new HashMap<>(generations);
        all.remove(site);
        now.ifPresent(known -> {
            files.add(new SiteFile.Whole(known));
            all.put(site, RelayFiles.sha256(known.content()));
        });
        return new RelayFacts(
                system,
                root,
                packages,
                namespaces,
                publicKey,
                interfaceUp,
                peers,
                handshakes,
                clock,
                endpoints,
                transfers,
                foreignWireguard,
                foreignTables,
                firewall,
                tableLoaded,
                routes,
                setup,
                enabled,
                busyUdp,
                listening,
                this.files,
                files,
                all,
                armedBy,
                rolledBack);
    }

    /** Of this site's file; one that is not there has the digest of nothing. */
    String generation(String site) {
        return generations.getOrDefault(site, RelayFiles.sha256(""));
    }

    /** What was last heard of a peer; none where it never was. */
    public Optional<Handshake> handshake(String publicKey) {
        return Optional.ofNullable(handshakes.get(publicKey))
                .map(at -> new Handshake(
                        Optional.of(at), clock, 0, Optional.ofNullable(endpoints.get(publicKey)), Optional.empty()));
    }

    /** Whether anything comes through its UDP port just now. */
    boolean hearsSomebody() {
        return handshakes.keySet().stream()
                .anyMatch(key -> handshake(key).filter(Handshake::isUp).isPresent());
    }

    /** The server has nothing of ours yet. */
    public boolean isBare() {
        return publicKey.isEmpty() && files.isEmpty() && setup.isEmpty();
    }
}
