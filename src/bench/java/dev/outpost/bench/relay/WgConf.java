package dev.outpost.bench.relay;

import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import dev.outpost.bench.net.WireguardKeys;
import dev.outpost.bench.net.WireguardPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file for {@code wg setconf}, as wireguard-tools reads it: what belongs to wg-quick only is an error here.
 *
 * @param privateKey empty: the file names none
 */
record WgConf(Optional<String> privateKey, Optional<Integer> listenPort, List<WireguardPeer> peers) {

    /** What wg says about a file it cannot use. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    static WgConf parse(String text) throws Unreadable {
        var reader = new Reader();
        for (var line : text.lines().toList()) {
            var bare = line.replaceFirst("#.*", "").replaceAll("\\s", "");
            if (!bare.isEmpty()) {
                reader.line(bare);
            }
        }
        reader.endOfPeer();
        return new WgConf(reader.privateKey, reader.listenPort, List.copyOf(reader.peers));
    }

    static Unreadable unrecognized(String line) {
        return new Unreadable("Line unrecognized: `" + line + "'");
    }

    static String key(String text) throws Unreadable {
        if (!WireguardKeys.isKey(text)) {
            throw new Unreadable("Key is not the correct length or format: `" + text + "'");
        }
        return text;
    }

    /** Comma separated prefixes; IPv6 is read over. */
    static List<Prefix> allowedIps(String list) throws Unreadable {
        var all = new ArrayList<Prefix>();
        for (var each : list.split(",")) {
            if (each.isEmpty() || each.contains(":")) {
                continue;
            }
            try {
                all.add(Prefix.of(each).network());
            } catch (IllegalArgumentException notOne) {
                throw new Unreadable("Unable to parse IP address: `" + each + "'");
            }
        }
        return List.copyOf(all);
    }

    static Optional<WireguardPeer.Endpoint> endpoint(String text) throws Unreadable {
        var colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new Unreadable("Unable to find port of endpoint: `" + text + "'");
        }
        if (!Ip4.isAddress(text.substring(0, colon))) {
            throw new Unreadable("Name or service not known: `" + text + "'");
        }
        return Optional.of(new WireguardPeer.Endpoint(
                Ip4.of(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1))));
    }

    static Duration keepalive(String text) throws Unreadable {
        if (text.equalsIgnoreCase("off")) {
            return Duration.ZERO;
        }
        if (!text.matches("[0-9]{1,5}")) {
            throw new Unreadable("Persistent keepalive interval is neither 0/off nor 1-65535: `" + text + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    static int port(String text) throws Unreadable {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new Unreadable("Unable to parse port: `" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static final class Reader {
        private Optional<String> privateKey = Optional.empty();
        private Optional<Integer> listenPort = Optional.empty();
        private final List<WireguardPeer> peers = new ArrayList<>();
        private String section = "";
        private Optional<PeerDraft> draft = Optional.empty();

        private void line(String line) throws Unreadable {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.equals("[interface]") || lower.equals("[peer]")) {
                endOfPeer();
                section = lower;
                draft = lower.equals("[peer]") ? Optional.of(PeerDraft.EMPTY) : Optional.empty();
                return;
            }
            var equals = line.indexOf('=');
            if (equals < 0) {
                throw unrecognized(line);
            }
            var key = lower.substring(0, equals);
            var value = line.substring(equals + 1);
            if (section.equals("[interface]")) {
                ofInterface(line, key, value);
            } else {
                draft = Optional.of(draft.orElseThrow(() -> unrecognized(line)).with(line, key, value));
            }
        }

        private void ofInterface(String line, String key, String value) throws Unreadable {
            switch (key) {
                case "privatekey" -> privateKey = Optional.of(key(value));
                case "listenport" -> listenPort = Optional.of(port(value));
                case "fwmark" -> {}
                default -> throw unrecognized(line);
            }
        }

        private void endOfPeer() throws Unreadable {
            if (draft.isPresent()) {
                peers.add(draft.get().peer());
            }
        }

        private static String key(String text) throws Unreadable {
            return WgConf.key(text);
        }
    }

    /** A peer whose lines are still being read. */
    record PeerDraft(WireguardPeer peer) {
        static final PeerDraft EMPTY =
                new PeerDraft(new WireguardPeer("", Optional.empty(), List.of(), Optional.empty(), Duration.ZERO));

        PeerDraft with(String line, String key, String value) throws Unreadable {
            return new PeerDraft(
                    switch (key) {
                        case "publickey" ->
                            new WireguardPeer(
                                    WgConf.key(value),
                                    peer.presharedKey(),
                                    peer.allowedIps(),
                                    peer.endpoint(),
                                    peer.keepalive());
                        case "presharedkey" ->
                            new WireguardPeer(
                                    peer.publicKey(),
                                    Optional.of(WgConf.key(value)),
                                    peer.allowedIps(),
                                    peer.endpoint(),
                                    peer.keepalive());
                        case "allowedips" -> {
                            var all = new ArrayList<>(peer.allowedIps());
                            all.addAll(WgConf.allowedIps(value));
                            yield new WireguardPeer(
                                    peer.publicKey(), peer.presharedKey(), all, peer.endpoint(), peer.keepalive());
                        }
                        case "endpoint" ->
                            new WireguardPeer(
                                    peer.publicKey(),
                                    peer.presharedKey(),
                                    peer.allowedIps(),
                                    WgConf.endpoint(value),
                                    peer.keepalive());
                        case "persistentkeepalive" ->
                            new WireguardPeer(
                                    peer.publicKey(),
                                    peer.presharedKey(),
                                    peer.allowedIps(),
                                    peer.endpoint(),
                                    WgConf.keepalive(value));
                        default -> throw unrecognized(line);
                    });
        }
    }
}
