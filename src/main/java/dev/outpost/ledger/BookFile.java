package dev.outpost.ledger;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Book} as the text of {@code ledger.json}, schema {@code outpost.ledger/1}, and back. */
final class BookFile {
    private BookFile() {}

    static String render(Book book) {
        return Json.pretty(document(book)) + "\n";
    }

    /** The document as values; {@code ledger show} prints the same. */
    static Map<String, @Nullable Object> document(Book book) {
        var units = new LinkedHashMap<String, Object>();
        book.units()
                .forEach((site, unit) -> units.put(site, Json.object("mac", unit.mac(), "hostKey", unit.hostKey())));
        return Json.object(
                "schema",
                "outpost.ledger/1",
                "sites",
                book.sites().stream().map(BookFile::site).toList(),
                "units",
                units);
    }

    private static Map<String, @Nullable Object> site(SiteEntry entry) {
        return Json.object(
                "site", entry.site(),
                "relay", entry.relay(),
                "tunnel", entry.tunnel(),
                "number", entry.number(),
                "network", entry.network(),
                "router", entry.router(),
                "routerKey", entry.routerKey(),
                "cameras", entry.cameras(),
                "peers", entry.peers().stream().map(BookFile::peer).toList(),
                "ports", entry.ports().stream().map(BookFile::port).toList());
    }

    private static Map<String, @Nullable Object> peer(Peer peer) {
        return Json.object(
                "name", peer.name(),
                "role", peer.role().name().toLowerCase(Locale.ROOT),
                "address", peer.address(),
                "publicKey", peer.publicKey());
    }

    private static Map<String, @Nullable Object> port(PublicPort port) {
        return Json.object("camera", port.camera(), "service", port.service(), "port", port.port());
    }

    static Book parse(String file, String text) {
        var document = Yaml.parse(file, text).map();
        var entries = new LinkedHashMap<String, SiteEntry>();
        for (var site : document.maps("sites")) {
            var entry = site(site);
            entries.put(entry.site(), entry);
        }
        var units = new LinkedHashMap<String, Unit>();
        document.map("units")
                .ifPresent(all -> all.values()
                        .forEach((site, unit) -> units.put(
                                site,
                                new Unit(
                                        unit.map().requireString("mac"),
                                        unit.map().requireString("hostKey")))));
        return new Book(entries, units);
    }

    private static SiteEntry site(YamlMap site) {
        var cameras = new LinkedHashMap<String, Ipv4>();
        site.map("cameras")
                .ifPresent(all -> all.values().forEach((name, address) -> cameras.put(name, address(address.text()))));
        return new SiteEntry(
                site.requireString("site"),
                site.requireString("relay"),
                site.require("tunnel").text().as("ADDRESS/BITS", Cidr::parse),
                site.require("number").text().integer(1, Integer.MAX_VALUE),
                cameras,
                peers(site),
                ports(site),
                site.string("routerKey"));
    }

    private static List<Peer> peers(YamlMap site) {
        var peers = new ArrayList<Peer>();
        for (var peer : site.maps("peers")) {
            var role = peer.require("role")
                    .text()
                    .as(
                            "viewer, admin or verifier",
                            word -> Optional.of(Peer.Role.valueOf(word.toUpperCase(Locale.ROOT))));
            peers.add(new Peer(
                    peer.requireString("name"),
                    role,
                    address(peer.require("address").text()),
                    peer.string("publicKey")));
        }
        return peers;
    }

    private static List<PublicPort> ports(YamlMap site) {
        return site.maps("ports").stream()
                .map(port -> new PublicPort(
                        port.requireString("camera"),
                        port.requireString("service"),
                        port.require("port").text().integer(1, 65_535)))
                .toList();
    }

    private static Ipv4 address(YamlText text) {
        return text.as("an IPv4 address", Ipv4::parse);
    }
}
