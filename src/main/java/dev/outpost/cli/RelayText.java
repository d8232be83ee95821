package dev.outpost.cli;

import dev.outpost.ledger.Unit;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.PrepareRelay;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.relay.SiteOnRelay.Role;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Finding;
import dev.outpost.text.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A relay for people: what it is, then a table of who may see what; and the same as a document. */
final class RelayText {
    private static final String NOTHING = "-";
    private static final long KIB = 1024;

    private final Console console;
    private final int width;

    RelayText(Console console, int width) {
        this.console = console;
        this.width = width;
    }

    void show(RelayFile file, RelayFacts facts) {
        console.head(file.name() + "  " + file.domain().map(name -> name + ", ").orElse("") + file.publicAddress()
                + " UDP " + file.listen() + "  " + facts.system());
        facts.broken()
                .forEach(broken -> console.step(
                        Mark.WARNED,
                        "/etc/outpost/sites/" + broken.name() + " makes no sense: " + broken.why(),
                        "left as it is; outpost apply of that site writes it anew"));
        nobodys(facts);
        if (facts.sites().isEmpty()) {
            console.paragraph(
                    isRelay(file, facts)
                            ? "a relay without a site; the first comes with: outpost apply SITE"
                            : "no relay yet; it becomes one with: outpost apply SITE");
            return;
        }
        var table = new Lines.Table().row("SITE", "WHO", "ADDRESS", "MAY SEE", "LAST HEARD", "FROM IT", "TO IT");
        facts.sites().forEach(site -> rows(site, facts, table));
        console.blank();
        table.tell(console, width);
        facts.sites().forEach(this::published);
    }

    /** Keys that may come in and that no site's file names. */
    private void nobodys(RelayFacts facts) {
        var named = facts.sites().stream().flatMap(SiteOnRelay::keys).collect(Collectors.toSet());
        facts.peers().keySet().stream()
                .filter(key -> facts.broken().isEmpty() && !named.contains(key))
                .sorted()
                .forEach(key -> console.step(Mark.WARNED, "the peer " + key + " is of no site", "no file names it"));
    }

    private static boolean isRelay(RelayFile file, RelayFacts facts) {
        return new PrepareRelay(TunnelPlan.setup(file)).check(facts) instanceof Finding.Satisfied;
    }

    private static void rows(SiteOnRelay site, RelayFacts facts, Lines.Table table) {
        peer(site.site(), "router", site.router(), NOTHING, site.routerKey(), facts, table);
        site.cameras()
                .forEach(camera -> table.row(
                        "",
                        "camera " + camera.name(),
                        camera.address().toString(),
                        NOTHING,
                        NOTHING,
                        NOTHING,
                        NOTHING));
        site.guests()
                .forEach(guest ->
                        peer("", who(guest), guest.address(), maySee(guest, site), guest.publicKey(), facts, table));
    }

    private static void peer(
            String site, String who, Ipv4 address, String maySee, TunnelKey key, RelayFacts facts, Lines.Table table) {
        var carried = key.known()
                .flatMap(known -> Optional.ofNullable(facts.transfers().get(known)));
        table.row(
                site,
                who,
                address.toString(),
                maySee,
                key.known().map(known -> heard(known, facts)).orElse("no key yet"),
                carried.map(bytes -> size(bytes.received())).orElse(NOTHING),
                carried.map(bytes -> size(bytes.sent())).orElse(NOTHING));
    }

    private static String size(long bytes) {
        if (bytes < 10 * KIB) {
            return bytes + " B";
        }
        return bytes < 10 * KIB * KIB ? bytes / KIB + " KiB" : bytes / (KIB * KIB) + " MiB";
    }

    private static String who(Guest guest) {
        return switch (guest.role()) {
            case VIEWER -> "viewer " + guest.name();
            case ADMIN -> "admin " + guest.name();
            case VERIFIER -> "the proof's own";
        };
    }

    private static String maySee(Guest guest, SiteOnRelay site) {
        var cameras = String.join(
                ", ", site.cameras().stream().map(SiteOnRelay.Camera::name).toList());
        return guest.role() == Role.ADMIN ? cameras + ", the router's SSH" : cameras;
    }

    private static String heard(String key, RelayFacts facts) {
        var at = Optional.ofNullable(facts.handshakes().get(key));
        if (at.isEmpty()) {
            return "never";
        }
        return facts.clock()
                .map(now -> ago(Duration.between(at.get(), now)))
                .orElseGet(() -> at.get().toString());
    }

    private static String ago(Duration age) {
        if (age.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        if (age.compareTo(Duration.ofHours(2)) < 0) {
            return age.toMinutes() + " min ago";
        }
        return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }

    private void published(SiteOnRelay site) {
        site.published()
                .forEach(port -> console.step(
                        Mark.EXPOSED,
                        "PUBLIC: TCP " + port.port() + " leads " + port.who() + " to " + camera(site, port),
                        "site " + site.site()));
    }

    private static String camera(SiteOnRelay site, SiteOnRelay.Published port) {
        return site.cameras().stream()
                        .filter(camera -> camera.address().equals(port.camera()))
                        .map(SiteOnRelay.Camera::name)
                        .findFirst()
                        .orElse(port.camera().toString())
                + ":" + port.cameraPort();
    }

    /** {@code outpost.relay/1}. */
    static Map<String, @Nullable Object> document(RelayFile file, RelayFacts facts) {
        return Json.object(
                "schema", "outpost.relay/1",
                "relay", file.name(),
                "host", file.ssh(),
                "publicAddress", file.publicAddress(),
                "domain", file.domain(),
                "listen", file.listen(),
                "tunnel", file.tunnel(),
                "system", facts.system(),
                "publicKey", facts.publicKey(),
                "clock", facts.clock(),
                "sites", facts.sites().stream().map(site -> site(site, facts)).toList(),
                "broken",
                        facts.broken().stream()
                                .map(broken -> Json.object("site", broken.name(), "why", broken.why()))
                                .toList());
    }

    private static Map<String, @Nullable Object> site(SiteOnRelay site, RelayFacts facts) {
        var cameras = site.cameras().stream()
                .map(camera -> Json.object("name", camera.name(), "address", camera.address(), "onLan", camera.onLan()))
                .toList();
        return Json.object(
                "site", site.site(),
                "block", site.block(),
                "router", router(site, facts),
                "cameras", cameras,
                "guests",
                        site.guests().stream()
                                .map(guest -> guest(guest, site, facts))
                                .toList(),
                "published", site.published().stream().map(RelayText::published).toList());
    }

    private static Map<String, @Nullable Object> router(SiteOnRelay site, RelayFacts facts) {
        var router = Json.object(
                "address", site.router(),
                "mac", site.unit().map(Unit::mac),
                "hostKey", site.unit().map(Unit::hostKey));
        router.putAll(peer(site.routerKey().known(), facts));
        return router;
    }

    private static Map<String, @Nullable Object> guest(Guest guest, SiteOnRelay site, RelayFacts facts) {
        var document = Json.object(
                "role", guest.role().name().toLowerCase(Locale.ROOT),
                "name", guest.name(),
                "address", guest.address(),
                "cameras", site.cameras().stream().map(SiteOnRelay.Camera::name).toList(),
                "routerSsh", guest.role() == Role.ADMIN);
        document.putAll(peer(guest.publicKey().known(), facts));
        return document;
    }

    private static Map<String, @Nullable Object> peer(Optional<String> key, RelayFacts facts) {
        return Json.object(
                "publicKey", key,
                "lastHandshake", key.map(facts.handshakes()::get),
                "endpoint", key.map(facts.endpoints()::get),
                "receivedBytes", key.map(facts.transfers()::get).map(RelayFacts.Transfer::received),
                "sentBytes", key.map(facts.transfers()::get).map(RelayFacts.Transfer::sent));
    }

    private static Map<String, @Nullable Object> published(Published port) {
        return Json.object(
                "port", port.port(),
                "camera", port.camera(),
                "cameraPort", port.cameraPort(),
                "service", port.service(),
                "allow", port.allow(),
                "everybody", port.who().equals("EVERYBODY"));
    }
}
