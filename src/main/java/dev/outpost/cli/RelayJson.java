package dev.outpost.cli;

import dev.outpost.ledger.Unit;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.relay.SiteOnRelay.Role;
import dev.outpost.site.RelayFile;
import dev.outpost.text.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code outpost.relay/1}. */
final class RelayJson {
    private RelayJson() {}

    static Map<String, @Nullable Object> of(RelayFile file, RelayFacts facts) {
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
                "published", site.published().stream().map(RelayJson::published).toList());
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
