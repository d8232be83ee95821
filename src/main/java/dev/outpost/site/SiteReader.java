package dev.outpost.site;

import dev.outpost.net.Cidr;
import dev.outpost.net.Observer;
import dev.outpost.profile.DdnsProvider;
import dev.outpost.site.AccessWish.DdnsWish;
import dev.outpost.site.AccessWish.SoldAs;
import dev.outpost.site.AccessWish.WayIn;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.text.Place;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        var guests = new Values.Unique("name", "verifier");
        var site = new Site(
                name,
                Values.reach(router.require("reach").text()),
                router.text("mac").map(Values::mac),
                router.text("lan").map(SiteReader::lan).orElse(new LanWish.Stays()),
                Values.secret(router, "password", file, true).orElse(new SecretSource.Generate()),
                Values.publicKeys(router, file),
                ModemReader.read(part("modem"), file),
                access(part("access")),
                names("viewers", guests),
                names("admins", guests),
                new CameraReader(file).read(root.maps("cameras")),
                file);
        refuseClashes(site);
        return site;
    }

    private YamlMap part(String key) {
        return root.map(key).orElseGet(() -> YamlMap.empty(root.place()));
    }

    private static LanWish lan(YamlText text) {
        return text.value().equals("auto") ? new LanWish.Auto() : new LanWish.At(Values.onNetwork(text));
    }

    private AccessWish access(YamlMap access) {
        access.only("way-in", "address-sold-as", "observers", "relay", "ddns");
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
                access.texts("observers").stream()
                        .map(text -> text.as(Observer.EXPECTED, Observer::parse))
                        .toList(),
                access.text("relay").map(text -> RelayReader.named(text, file)),
                ddns);
    }

    private DdnsWish ddns(YamlMap ddns) {
        ddns.only("provider", "url", "hostname", "username", "password");
        var provider = provider(ddns);
        var hostname = Values.domain(ddns.require("hostname").text());
        var username = ddns.text("username");
        if (username.isEmpty() && provider.asksUsername()) {
            ddns.require("username");
        }
        username.ifPresent(name -> mayLogIn(provider, name));
        return new DdnsWish(
                provider,
                hostname,
                username.map(name -> Values.plain(name, "a user name", 100)).orElse(""),
                Values.requiredSecret(ddns, "password", file));
    }

    private static void mayLogIn(DdnsProvider provider, YamlText username) {
        if (provider.login() == DdnsProvider.Login.BASIC && username.value().contains(":")) {
            throw username.place()
                    .badValue("a user name with a colon", "one without: what is behind it would be the password");
        }
        if (provider.username().filter(form -> !username.value().matches(form)).isPresent()) {
            throw username.place()
                    .badValue(
                            "no user name for " + provider.name(),
                            "one like " + provider.username().orElseThrow());
        }
    }

    /** One of the table, or one whose URL the file names. */
    private static DdnsProvider provider(YamlMap ddns) {
        var name = ddns.require("provider").text();
        var known = DdnsProvider.shipped().stream().map(DdnsProvider::name).toArray(String[]::new);
        return ddns.text("url")
                .map(url -> DdnsProvider.of(
                        Values.domain(name),
                        url.as(
                                "a URL with [IP] in it, and with [DOMAIN], [USERNAME] or [PASSWORD] where they belong",
                                word -> Optional.of(word)
                                        .filter(text -> text.matches("https?://[!#-\\[\\]-~]{1,400}")
                                                && text.contains("[IP]")))))
                .orElseGet(() -> DdnsProvider.named(name.oneOf(known)).orElseThrow());
    }

    private List<String> names(String key, Values.Unique guests) {
        return root.texts(key).stream().map(guests::claim).map(Values::name).toList();
    }

    /** Refuses what is right word by word but cannot be together. */
    private void refuseClashes(Site site) {
        for (var i = 0; i < site.cameras().size(); i++) {
            refuse(site, site.cameras().get(i), root.maps("cameras").get(i));
        }
        if (site.lan() instanceof LanWish.At(var lan)) {
            refuseInTunnel(site, lan, root.require("router").map().whereIs("lan"));
        }
    }

    private static void refuse(Site site, CameraWish camera, YamlMap node) {
        if (site.lan() instanceof LanWish.At(var lan) && lan.address().equals(camera.address())) {
            throw node.whereIs("address")
                    .badValue(camera.address() + " is the router's own address on the LAN", "another one");
        }
        refuseInTunnel(site, new Cidr(camera.address(), 32), node.whereIs("address"));
        if (camera.exposure() instanceof Exposure.Public open) {
            site.access()
                    .relay()
                    .filter(relay -> relay.ssh().port() == open.port())
                    .ifPresent(relay -> {
                        throw node.whereIs("exposure")
                                .badValue("port " + open.port() + " is the relay's own SSH", "another port");
                    });
        }
    }

    private static void refuseInTunnel(Site site, Cidr wanted, Place place) {
        site.access().relay().filter(relay -> relay.tunnel().overlaps(wanted)).ifPresent(relay -> {
            throw place.badValue(
                    wanted.address() + " is in the tunnel of relay " + relay.name() + ", " + relay.tunnel(),
                    "an address outside of it, or another tunnel in "
                            + relay.file().getFileName());
        });
    }
}
