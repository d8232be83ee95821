package dev.outpost.router;

import dev.outpost.shell.Script;
import dev.outpost.shell.Secret;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import dev.outpost.uci.UciSection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One change on a router, as a value: printed, costed and carried out from it. Who makes changes asks each for its strokes and names none of them. */
public sealed interface RouterChange extends Change
        permits RouterChange.Authorize,
                RouterChange.AuthorizeOwn,
                RouterChange.SetClock,
                RouterChange.SetPassword,
                RouterChange.Install,
                RouterChange.CureHandler,
                RouterChange.LanMoves,
                RouterChange.Put,
                RouterChange.PutPin,
                RouterChange.PutSecret,
                RouterChange.PutWifiKey,
                RouterChange.ZoneGets,
                SectionChange,
                RouterChange.Opens,
                RouterChange.Unborn,
                RouterChange.Drop,
                RouterChange.TakeOff {

    /** What has to start anew before a change is true. */
    enum Restart {
        NOTHING,
        FIREWALL,
        NETWORK
    }

    /** How it is made, in this order. */
    List<Stroke> strokes();

    /** What starts anew once it is made. */
    default Restart restarts() {
        return Restart.NOTHING;
    }

    /** The router as it must be once this was made and read back. */
    default RouterFacts appliedTo(RouterFacts before) {
        return before;
    }

    /** What the kernel's ruleset must hold then: a section's name, and what it leaves there. */
    default Optional<String> inRuleset() {
        return Optional.empty();
    }

    /** What to say once it is made; empty where its phase says it for all. */
    default Optional<String> made() {
        return Optional.empty();
    }

    /** Whether it changes this section of its configuration. */
    default boolean touches(String uci, String section) {
        return false;
    }

    /** Where the router's LAN goes; empty where it stays. */
    default Optional<LanMoves> movesLan() {
        return Optional.empty();
    }

    @Override
    default Target target() {
        return Target.ROUTER;
    }

    /** A key that may log in, as a line of authorized_keys. */
    record Authorize(String line) implements RouterChange {
        @Override
        public String describe() {
            var words = line.split(" ", 3);
            return "router: key " + (words.length > 2 ? words[2] : "without a name") + " (" + words[0] + ") may log in";
        }

        @Override
        public String kind() {
            return "key";
        }

        @Override
        public Phase phase() {
            return Phase.KEYS;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Lines("authorize", Map.of("KEYS", List.of(line)), Map.of()));
        }

        @Override
        public Optional<String> made() {
            return Optional.of("a key may log in");
        }

        @Override
        public long flashBytes() {
            return line.length() + 1L;
        }
    }

    /** The tool's own key, while that is not born: shown in a plan, and planned anew with the key once that is there. */
    record AuthorizeOwn() implements RouterChange {
        /** A line of an RSA key of 3072 bits, with its name (bytes). */
        private static final int LINE = 563;

        @Override
        public String describe() {
            return "router: key outpost (ssh-rsa) may log in";
        }

        @Override
        public String kind() {
            return "key";
        }

        @Override
        public Phase phase() {
            return Phase.KEYS;
        }

        /** @throws IllegalStateException always: it is planned anew first */
        @Override
        public List<Stroke> strokes() {
            throw new IllegalStateException(describe());
        }

        @Override
        public long flashBytes() {
            return LINE;
        }
    }

    /** The laptop's time. */
    record SetClock(Instant from, Instant to) implements RouterChange {
        @Override
        public String describe() {
            var unit = Duration.between(from, to).toDays() > 0 ? ChronoUnit.DAYS : ChronoUnit.MINUTES;
            var length = unit == ChronoUnit.DAYS ? "2026-11-27".length() : "2026-11-27T01:02".length();
            return "router: clock " + from.toString().substring(0, length) + " to "
                    + to.toString().substring(0, length);
        }

        @Override
        public String kind() {
            return "clock";
        }

        @Override
        public Phase phase() {
            return Phase.KEYS;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(
                    new Stroke.Alone(Script.in(RouterChange.class, "clock").with("NOW", to.getEpochSecond())));
        }

        @Override
        public Optional<String> made() {
            return Optional.of("clock set to " + to);
        }
    }

    /** Root's password. */
    record SetPassword() implements RouterChange {
        @Override
        public String describe() {
            return "router: root gets a password: *****";
        }

        @Override
        public String kind() {
            return "password";
        }

        @Override
        public Phase phase() {
            return Phase.PACKAGES;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Confided(Stroke.Confidence.ROOT_PASSWORD));
        }

        @Override
        public Optional<String> made() {
            return Optional.of("root has a password");
        }
    }

    /** One package. */
    record Install(Bundle.Item item) implements RouterChange {
        @Override
        public String describe() {
            return "router: install " + (item.name() + " " + item.version()).strip()
                    + (item.installed().isPresent() ? "" : " (size not known)");
        }

        @Override
        public String kind() {
            return "package";
        }

        @Override
        public String subject() {
            return item.name();
        }

        @Override
        public Phase phase() {
            return Phase.PACKAGES;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Unpack(item));
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return before.with(InstalledPackage.fine(item.name(), item.version()));
        }

        @Override
        public long flashBytes() {
            return item.installed().orElse(0L);
        }
    }

    /** The CR that makes 23.05 and 24.10 take a known modem for an unknown one. */
    record CureHandler() implements RouterChange {
        @Override
        public String describe() {
            return "router: /lib/netifd/proto/ncm.sh strips the CR behind the modem's manufacturer (as OpenWrt 25.12 does)";
        }

        @Override
        public String kind() {
            return "handler";
        }

        @Override
        public Phase phase() {
            return Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Alone(Look.cure()));
        }

        @Override
        public Restart restarts() {
            return Restart.NETWORK;
        }
    }

    /**
     * The LAN gets another address: every session over it ends, link-local ones too (facts/behaviours.md#23).
     *
     * @param from address and prefix now
     * @param sections of network and dhcp that change
     */
    record LanMoves(String from, String to, List<SectionChange> sections) implements RouterChange {
        public LanMoves {
            sections = List.copyOf(sections);
        }

        @Override
        public Optional<LanMoves> movesLan() {
            return Optional.of(this);
        }

        /** Without the prefix. */
        public String address() {
            return to.replaceFirst("/.*", "");
        }

        @Override
        public String describe() {
            var pool = sections.stream()
                    .filter(section -> section.uci().equals("dhcp"))
                    .findFirst();
            return (from.equals(to) ? "router: LAN " + to : "router: LAN moves from " + from + " to " + to)
                    + pool.map(dhcp -> "; its DHCP server hands out "
                                    + dhcp.after().value("limit").orElse("") + " addresses from number "
                                    + dhcp.after().value("start").orElse(""))
                            .orElse("");
        }

        @Override
        public String kind() {
            return "lan";
        }

        @Override
        public Phase phase() {
            return Phase.LAN;
        }

        @Override
        public List<Stroke> strokes() {
            var edits = sections.stream().flatMap(each -> each.edits().stream()).toList();
            var packages =
                    sections.stream().map(SectionChange::uci).collect(Collectors.toCollection(LinkedHashSet::new));
            return List.of(
                    Stroke.Lines.uci(edits, packages),
                    new Stroke.Alone(Script.in(RouterChange.class, "lan-move").with("ADDRESS", address())));
        }

        @Override
        public List<String> exactly() {
            return sections.stream().flatMap(each -> each.exactly().stream()).toList();
        }

        @Override
        public long flashBytes() {
            return sections.stream().mapToLong(SectionChange::flashBytes).sum();
        }
    }

    /** A file of our own. What drivers have to be told comes with them; the rest with the configuration. */
    record Put(OwnFile file) implements RouterChange {
        @Override
        public String describe() {
            return "router: " + file.path() + " " + file.purpose();
        }

        @Override
        public String kind() {
            return "file";
        }

        @Override
        public Phase phase() {
            return file.isForDrivers() ? Phase.PACKAGES : Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Alone(Script.in(RouterChange.class, "put")
                    .with("FILE", file.path())
                    .with("MODE", file.mode())
                    .with("SHA256", file.sha256())
                    .with("TEXT", file.text())));
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return before.withOurs(file.path(), file.sha256());
        }

        @Override
        public long flashBytes() {
            return file.text().length();
        }
    }

    /** A file of our own that holds a secret, for root alone. */
    record PutSecret(String path, Secret text, String purpose) implements RouterChange {
        private static final String MODE = "600";

        /** Whether it is there as it should be. */
        public boolean isOn(RouterFacts router) {
            return file().isOn(router);
        }

        private OwnFile file() {
            return new OwnFile(path, MODE, text.reveal(), purpose);
        }

        @Override
        public String describe() {
            return "router: " + path + " " + purpose + ": *****";
        }

        @Override
        public String kind() {
            return "secret";
        }

        @Override
        public Phase phase() {
            return Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Alone(Script.in(RouterChange.class, "put")
                    .with("FILE", path)
                    .with("MODE", MODE)
                    .with("SHA256", file().sha256())
                    .secret("TEXT", text)));
        }

        @Override
        public long flashBytes() {
            return text.reveal().length();
        }
    }

    /** The SIM's PIN, bound to its card. */
    record PutPin() implements RouterChange {
        @Override
        public String describe() {
            return "router: /etc/outpost-pin, root's alone: the PIN for this SIM, entered before wan starts";
        }

        @Override
        public String kind() {
            return "pin";
        }

        @Override
        public Phase phase() {
            return Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(new Stroke.Confided(Stroke.Confidence.SIM_PIN));
        }
    }

    /**
     * The password of a wireless network.
     *
     * @param section of the network in {@code /etc/config/wireless}
     * @param isOwn whether the router is its access point
     */
    record PutWifiKey(String section, String ssid, boolean isOwn) implements RouterChange {
        @Override
        public String describe() {
            return "router: the password of the wireless network " + ssid + ": *****";
        }

        @Override
        public String kind() {
            return "wifi-key";
        }

        @Override
        public Phase phase() {
            return Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(
                    new Stroke.Confided(isOwn ? Stroke.Confidence.CAMERA_WIFI_KEY : Stroke.Confidence.UPLINK_WIFI_KEY));
        }

        @Override
        public Restart restarts() {
            return Restart.NETWORK;
        }
    }

    /**
     * An interface comes into a zone.
     *
     * @param place of the zone's section among those of its type, as the look saw it
     */
    record ZoneGets(int place, String zone, String network) implements RouterChange {
        /** A line for {@code uci batch}. */
        public String edit() {
            return "add_list firewall.@zone[" + place + "].network='" + network + "'";
        }

        @Override
        public String describe() {
            return "router: firewall zone " + zone + " gets the interface " + network;
        }

        @Override
        public String kind() {
            return "zone";
        }

        @Override
        public Phase phase() {
            return Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(Stroke.Lines.uci(List.of(edit()), Set.of("firewall")));
        }

        @Override
        public Restart restarts() {
            return Restart.FIREWALL;
        }

        @Override
        public List<String> exactly() {
            return List.of("uci " + edit());
        }

        @Override
        public long flashBytes() {
            return edit().length();
        }
    }

    /** A section of our own that nothing asks for any more. */
    record Drop(String uci, UciSection section) implements RouterChange {
        /** Those whose names begin so, besides the wanted ones. */
        public static List<Drop> besides(
                RouterFacts router, String uci, String prefix, List<SectionChange.Wanted> wanted) {
            var names = wanted.stream().map(each -> each.section().name()).collect(Collectors.toSet());
            return router.uci(uci).sections().stream()
                    .filter(section -> section.name().startsWith(prefix) && !names.contains(section.name()))
                    .map(section -> new Drop(uci, section))
                    .toList();
        }

        private String edit() {
            return "delete " + uci + "." + section.name();
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return before.with(uci, before.uci(uci).without(section.name()));
        }

        @Override
        public String describe() {
            return "router: " + uci + "." + section.name() + " goes";
        }

        @Override
        public String kind() {
            return "section";
        }

        @Override
        public Phase phase() {
            return Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(Stroke.Lines.uci(List.of(edit()), Set.of(uci)));
        }

        @Override
        public Restart restarts() {
            return SectionChange.restarts(uci);
        }

        @Override
        public boolean touches(String name, String other) {
            return uci.equals(name) && section.name().equals(other);
        }

        @Override
        public List<String> exactly() {
            return List.of("uci " + edit());
        }
    }

    /** A section that lets somebody in from outside: made last, once it is known who can call the router and what answers behind it. */
    record Opens(SectionChange section) implements RouterChange {
        @Override
        public String describe() {
            return section.describe();
        }

        @Override
        public String kind() {
            return "opening";
        }

        @Override
        public Phase phase() {
            return Phase.PUBLIC;
        }

        @Override
        public List<Stroke> strokes() {
            return section.strokes();
        }

        @Override
        public Restart restarts() {
            return Restart.FIREWALL;
        }

        @Override
        public RouterFacts appliedTo(RouterFacts before) {
            return section.appliedTo(before);
        }

        @Override
        public Optional<String> inRuleset() {
            return section.inRuleset();
        }

        @Override
        public boolean touches(String uci, String name) {
            return section.touches(uci, name);
        }

        @Override
        public List<String> exactly() {
            return section.exactly();
        }

        @Override
        public long flashBytes() {
            return section.flashBytes();
        }
    }

    /**
     * All that is ours leaves the router; wan, LAN and password stay.
     *
     * @param sections of network and firewall, {@code firewall.outpost_zone}
     */
    record TakeOff(List<String> sections) implements RouterChange {
        public TakeOff {
            sections = List.copyOf(sections);
        }

        /** Every section that we named: all of them begin with our name. */
        public static TakeOff of(RouterFacts router) {
            return new TakeOff(Stream.of("network", "firewall", "wireless", "dhcp")
                    .flatMap(uci -> router.uci(uci).sections().stream()
                            .map(UciSection::name)
                            .filter(name -> name.equals("outpost") || name.startsWith("outpost_"))
                            .map(name -> uci + "." + name))
                    .toList());
        }

        @Override
        public String describe() {
            return "router: tunnel, redirects, services and marker are taken off; wan and LAN stay";
        }

        @Override
        public String kind() {
            return "release";
        }

        @Override
        public Phase phase() {
            return Phase.CONFIG;
        }

        @Override
        public List<Stroke> strokes() {
            return List.of(
                    Stroke.Lines.uci(
                            sections.stream().map(name -> "delete " + name).toList(),
                            sections.stream()
                                    .map(name -> name.replaceFirst("\\..*", ""))
                                    .collect(Collectors.toCollection(LinkedHashSet::new))),
                    new Stroke.Alone(Script.in(RouterChange.class, "release")));
        }

        @Override
        public Optional<String> made() {
            return Optional.of("tunnel, redirects, services and marker are taken off; wan and LAN stay");
        }

        @Override
        public List<String> exactly() {
            return sections.stream().map(name -> "uci delete " + name).toList();
        }
    }

    /**
     * A section that names a key which is born elsewhere first: shown in a plan, and planned anew with the key once that is there.
     *
     * @param section as far as it is known
     * @param option that will hold the key
     * @param where it is born, in a word or two: "on the relay"
     */
    record Unborn(SectionChange section, String option, String where) implements RouterChange {
        @Override
        public String describe() {
            return section.describe() + ", " + option + " born " + where + " first";
        }

        @Override
        public String kind() {
            return section.kind();
        }

        @Override
        public Phase phase() {
            return section.phase();
        }

        /** @throws IllegalStateException always: it is planned anew first */
        @Override
        public List<Stroke> strokes() {
            throw new IllegalStateException(describe());
        }

        @Override
        public List<String> exactly() {
            var name = section.uci() + "." + section.after().name() + "." + option;
            return Stream.concat(
                            section.exactly().stream(),
                            Stream.of("uci set " + name + "=... (born " + where + " first)"))
                    .toList();
        }

        @Override
        public long flashBytes() {
            return section.flashBytes() + KEY_BYTES;
        }

        /** A WireGuard key in base64, quotes and the option's name. */
        private static final int KEY_BYTES = 80;
    }
}
