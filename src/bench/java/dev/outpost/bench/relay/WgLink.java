package dev.outpost.bench.relay;

import dev.outpost.net.Cidr;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.net.WireguardPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A WireGuard interface in the simulated kernel. Guarded by the kernel's lock. */
final class WgLink {

    private final String name;
    private final Duration createdAt;
    private final List<Cidr> addresses = new ArrayList<>();
    private final List<WireguardPeer> peers = new ArrayList<>();
    private String privateKey = "";
    private int listenPort;
    private boolean up;

    /**
     * @param listenPort what the kernel chose
     */
    WgLink(String name, Duration createdAt, int listenPort) {
        this.name = name;
        this.createdAt = createdAt;
        this.listenPort = listenPort;
    }

    String name() {
        return name;
    }

    List<Cidr> addresses() {
        return List.copyOf(addresses);
    }

    boolean isUp() {
        return up;
    }

    void comesUp() {
        up = true;
    }

    void address(Cidr prefix) {
        addresses.add(prefix);
    }

    void privateKey(String key) {
        privateKey = key;
        peers.removeIf(peer -> peer.publicKey().equals(view().publicKey()));
    }

    /** setconf and syncconf clear what the file does not name, the private key too. */
    void set(WgConf conf) {
        privateKey(conf.privateKey().orElse(""));
        listenPort = conf.listenPort().orElse(listenPort);
        peers.clear();
        conf.peers().forEach(this::put);
    }

    /** Adds or replaces a peer at its place; an allowed IP belongs to the peer that got it last. */
    private void put(WireguardPeer peer) {
        peers.replaceAll(
                other -> other.publicKey().equals(peer.publicKey()) ? peer : without(other, peer.allowedIps()));
        if (peers.stream().noneMatch(other -> other.publicKey().equals(peer.publicKey()))) {
            peers.add(peer);
        }
    }

    private static WireguardPeer without(WireguardPeer peer, List<Cidr> taken) {
        var left =
                peer.allowedIps().stream().filter(own -> !taken.contains(own)).toList();
        return new WireguardPeer(peer.publicKey(), peer.presharedKey(), left, peer.endpoint(), peer.keepalive());
    }

    WireguardDevice view() {
        return new WireguardDevice(name, privateKey, listenPort, peers, createdAt);
    }
}
