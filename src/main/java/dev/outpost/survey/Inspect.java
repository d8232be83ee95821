package dev.outpost.survey;

import dev.outpost.contact.FirstContact;
import dev.outpost.ledger.Errand;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.router.InstalledPackage;
import dev.outpost.router.Look;
import dev.outpost.router.Marker;
import dev.outpost.router.NetInterface;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.Zone;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.Reach;
import dev.outpost.step.Narrator;
import dev.outpost.text.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at a router and says what it is, with what a run need not tell: for people and as JSON. Changes nothing. */
public final class Inspect {
    private final FirstContact contact;
    private final Narrator narrator;

    public Inspect(FirstContact contact, Narrator narrator) {
        this.contact = contact;
        this.narrator = narrator;
    }

    public Outcome run(Reach reach) {
        var log = new RecordingNarrator(narrator);
        return new Errand("outpost.inspect/1", reach.toString(), log, FirstContact::broken).does(() -> {
            log.chapter("look");
            try (var link = contact.open(reach)) {
                told(reach, link, log);
            }
            return Optional.empty();
        });
    }

    private static void told(Reach reach, RemoteLink link, RecordingNarrator log) throws IOException {
        var facts = Look.at(link);
        var login = link.login().name().toLowerCase(Locale.ROOT);
        log.fact("address", reach.toString());
        log.fact("hostKey", link.hostKey());
        log.fact("login", login);
        log.fact("router", json(facts));
        log.saw("the router answers at " + reach, "host key " + link.hostKey() + ", login by " + login);
        RouterSummary.tell(facts, log);
        tell(facts, log);
    }

    public static void tell(RouterFacts router, Narrator narrator) {
        var ports = router.board().ports();
        narrator.saw(
                ports.all() == 1
                        ? "1 Ethernet port"
                        : ports.all() + " Ethernet ports, " + ports.lan() + " of them the LAN's",
                "network devices " + String.join(" ", sorted(router.board().netdevs())));
        narrator.saw(
                "clock " + router.clock() + ", up " + inWords(router.uptime()),
                "its own idea of the time; it has none of its own after a power cut");
        narrator.saw(
                router.packages().size() + " packages installed",
                router.halfInstalled().isEmpty()
                        ? "none of them half"
                        : "half installed: " + String.join(" ", router.halfInstalled()));
        narrator.chapter("interfaces");
        interfaces(router).forEach(each -> narrator.saw(each.name() + " " + standing(each), evidence(each, router)));
        router.wanAddress().ifPresent(address -> narrator.saw("wan has " + address, "of all that share its device"));
        narrator.chapter("firewall");
        Zone.of(router).forEach(zone -> narrator.saw("zone " + zone.name(), words(zone, router)));
        narrator.chapter("left on it");
        left(router, narrator);
    }

    private static void left(RouterFacts router, Narrator narrator) {
        router.pending().forEach(line -> narrator.warned("a change that somebody staged and did not commit: " + line));
        router.guard()
                .armed()
                .ifPresent(armed -> narrator.warned("the guard of run " + armed.run() + " is armed, "
                        + armed.left().toSeconds() + " s left"));
        router.marker()
                .ifPresent(marker -> narrator.saw(
                        "our marker: site " + marker.site(),
                        "run " + marker.run() + (marker.relay().isEmpty() ? "" : ", relay " + marker.relay())));
        router.ours().keySet().stream().sorted().forEach(path -> narrator.saw(path, "a file of ours"));
        if (router.pending().isEmpty()) {
            narrator.saw("no change is staged", "uci changes");
        }
        if (router.marker().isEmpty()) {
            narrator.saw("no marker of ours", "/etc/config/outpost");
        }
    }

    /** Parents before their children. */
    private static List<NetInterface> interfaces(RouterFacts router) {
        return router.interfaces().values().stream()
                .sorted(Comparator.comparing(NetInterface::name))
                .toList();
    }

    private static String standing(NetInterface each) {
        var addresses = new ArrayList<>(each.addresses());
        addresses.addAll(each.addresses6());
        if (!each.errors().isEmpty()) {
            return "fails: " + String.join(", ", each.errors());
        }
        if (!each.up()) {
            return each.pending() ? "is coming up" : "is down";
        }
        return addresses.isEmpty() ? "is up, without an address" : String.join(", ", addresses);
    }

    private static String evidence(NetInterface each, RouterFacts router) {
        return each.proto()
                + (each.device().isEmpty() ? "" : " on " + each.device())
                + parent(each, router).map(of -> ", made by " + of).orElse("");
    }

    /** {@code wan_4} is made by the handler of {@code wan}. */
    private static Optional<String> parent(NetInterface each, RouterFacts router) {
        return Optional.of(each.name().replaceFirst("_[46]$", ""))
                .filter(name -> each.dynamic() && !name.equals(each.name()))
                .filter(router.interfaces()::containsKey);
    }

    private static String words(Zone zone, RouterFacts router) {
        var networks = zone.networks().stream()
                .map(name -> name + (router.uci("network").section(name).isPresent() ? "" : " (not there)"))
                .collect(Collectors.joining(", "));
        var devices = zone.devices().isEmpty() ? "" : "devices " + String.join(", ", zone.devices());
        return (networks.isEmpty() ? "" : "networks " + networks)
                + (networks.isEmpty() || devices.isEmpty() ? "" : ", ") + devices + "; input " + zone.input()
                + ", forward " + zone.forward() + (zone.masquerades() ? ", masquerades" : "");
    }

    private static String inWords(Duration time) {
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : (time.toMinutes() > 0 ? time.toMinutes() + " min " : "") + time.toSecondsPart() + " s";
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }

    /** All of {@link RouterSummary#json} and what goes beyond it. */
    public static Map<String, @Nullable Object> json(RouterFacts router) {
        var map = new LinkedHashMap<String, @Nullable Object>(RouterSummary.json(router));
        var ports = router.board().ports();
        map.put("ports", Json.object("all", ports.all(), "lan", ports.lan()));
        map.put("netdevs", sorted(router.board().netdevs()));
        map.put("uptimeSeconds", router.uptime().toSeconds());
        map.put("lanAddress", router.lanAddress().orElse(null));
        map.put("wanAddress", router.wanAddress().orElse(null));
        map.put(
                "interfaces",
                interfaces(router).stream().map(each -> json(each, router)).toList());
        map.put("zones", Zone.of(router).stream().map(Inspect::json).toList());
        map.put("pending", router.pending());
        map.put("packages", packages(router));
        map.put("halfInstalled", router.halfInstalled());
        map.put("blankPassword", router.blankPassword());
        map.put("authorizedKeys", router.authorizedKeys().size());
        map.put("marker", router.marker().map(Inspect::json).orElse(null));
        map.put("files", sorted(router.ours().keySet()));
        return map;
    }

    private static Map<String, @Nullable Object> json(Marker marker) {
        return Json.object(
                "site", marker.site(),
                "run", marker.run(),
                "relay", marker.relay(),
                "tunnel", marker.tunnel(),
                "cameras", marker.cameras());
    }

    private static Map<String, @Nullable Object> json(NetInterface each, RouterFacts router) {
        return Json.object(
                "name", each.name(),
                "up", each.up(),
                "pending", each.pending(),
                "dynamic", each.dynamic(),
                "parent", parent(each, router).orElse(null),
                "proto", each.proto(),
                "device", each.device(),
                "addresses", each.addresses(),
                "addresses6", each.addresses6(),
                "errors", each.errors());
    }

    private static Map<String, @Nullable Object> json(Zone zone) {
        return Json.object(
                "name", zone.name(),
                "networks", zone.networks(),
                "devices", zone.devices(),
                "input", zone.input(),
                "forward", zone.forward(),
                "masquerades", zone.masquerades());
    }

    private static List<Map<String, @Nullable Object>> packages(RouterFacts router) {
        return router.packages().values().stream()
                .sorted(Comparator.comparing(InstalledPackage::name))
                .map(each -> Json.object("name", each.name(), "version", each.version(), "usable", each.usable()))
                .toList();
    }
}
