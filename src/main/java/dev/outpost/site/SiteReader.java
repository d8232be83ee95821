package dev.outpost.site;

import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import dev.outpost.site.AccessWish.DdnsWish;
import dev.outpost.site.AccessWish.SoldAs;
import dev.outpost.site.AccessWish.WayIn;
import dev.outpost.site.ModemWish.PinLock;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Nearest;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads one site from its YAML nodes. The first mistake ends the reading, with its line and column; nothing but files is
 * looked at.
 */
final class SiteReader {
    static final String[] KEYS = {"site", "router", "modem", "access", "viewers", "admins", "cameras"};

    private final YamlMap root;
    private final Path file;

    SiteReader(YamlMap root, Path file) {
        this.root = root;
        this.file = file;
    }

    Site read() {
        root.only(KEYS);
        var name = Values.name(root.require("site").text());
        var router = root.require("router").map().only("reach", "mac", "lan", "password", "authorized-keys");
        var guests = new Unique("name", "verifier");
        var site = new Site(
                name,
                Values.reach(router.require("reach").text()),
                router.text("mac").map(Values::mac),
                router.text("lan").map(SiteReader::lan).orElse(new LanWish.Stays()),
                SecretWords.at(router, "password", file, true).orElse(new SecretSource.Generate()),
                AuthorizedKeys.read(router, file),
                modem(part("modem")),
                access(part("access")),
                names("viewers", guests),
                names("admins", guests),
                new CameraReader(file).read(root.maps("cameras")),
                file);
        new Clashes(root, site).refuse();
        return site;
    }

    private YamlMap part(String key) {
        return root.map(key).orElseGet(() -> new YamlMap(root.place(), Map.of(), Map.of()));
    }

    private static LanWish lan(YamlText text) {
        return text.value().equals("auto") ? new LanWish.Auto() : new LanWish.At(Values.onNetwork(text));
    }

    private ModemWish modem(YamlMap modem) {
        modem.only("uplink", "apn", "pin", "pin-lock", "spares");
        return new ModemWish(
                modem.text("uplink")
                        .map(text -> text.oneOf(Stream.concat(Stream.of("auto"), Stream.of(UplinkKind.words()))
                                .toArray(String[]::new)))
                        .flatMap(UplinkKind::of),
                modem.text("apn").filter(text -> !text.value().equals("auto")).map(Values::apn),
                SecretWords.at(modem, "pin", file, false),
                modem.text("pin-lock")
                        .map(text -> Values.word(text, PinLock.values()))
                        .orElse(PinLock.KEEP),
                list(modem, "spares").stream().map(SiteReader::spare).toList());
    }

    /** A profile that is known and tells what its dongle needs. */
    private static String spare(YamlText text) {
        var name = Values.name(text);
        var book = ProfileBook.shipped();
        var names = book.dongles().stream().map(DongleProfile::profile).toArray(String[]::new);
        var profile = book.meant(name);
        if (profile.isEmpty()) {
            throw text.place()
                    .problem(
                            ProblemCode.SITE_SPARE_UNKNOWN,
                            "no dongle profile is called '" + name + "'",
                            "expected a name that outpost profiles list shows",
                            "did you mean '" + Nearest.of(name, names) + "'?");
        }
        if (UplinkHandlers.shipped().ofSpare(profile.get()).isEmpty()) {
            throw text.place()
                    .problem(
                            ProblemCode.SITE_SPARE_UNKNOWN,
                            "the profile '" + name + "' does not tell how its dongle carries IP",
                            "expected the profile of a modem, not of a disk that becomes one",
                            "name the one that it becomes; outpost profiles show " + name);
        }
        return name;
    }

    private AccessWish access(YamlMap access) {
        access.only("way-in", "address-sold-as", "relay", "ddns");
        var ddns = access.map("ddns").map(this::ddns);
        var wayIn = access.text("way-in").map(text -> Values.word(text, WayIn.values()));
        if (wayIn.filter(WayIn.DDNS::equals).isPresent() && ddns.isEmpty()) {
            throw access.whereIs("way-in")
                    .badValue("way-in ddns without a name", "access.ddns with provider and hostname");
        }
        return new AccessWish(
                wayIn.orElse(WayIn.AUTO),
                access.text("address-sold-as")
                        .map(text -> Values.word(text, SoldAs.values()))
                        .orElse(SoldAs.UNKNOWN),
                access.text("relay").map(text -> RelayReader.named(text, file)),
                ddns);
    }

    private DdnsWish ddns(YamlMap ddns) {
        ddns.only("provider", "hostname", "username", "password");
        return new DdnsWish(
                Values.domain(ddns.require("provider").text()),
                Values.domain(ddns.require("hostname").text()),
                Values.plain(ddns.require("username").text(), "a user name", 64),
                SecretWords.required(ddns, "password", file));
    }

    private List<String> names(String key, Unique guests) {
        return list(root, key).stream().map(guests::claim).map(Values::name).toList();
    }

    private static List<YamlText> list(YamlMap map, String key) {
        return map.get(key).map(value -> value.list().texts()).orElse(List.of());
    }
}
