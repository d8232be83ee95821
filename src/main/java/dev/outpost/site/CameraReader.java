package dev.outpost.site;

import dev.outpost.net.Cidr;
import dev.outpost.site.CameraWish.Cable;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.CameraWish.LoginForm;
import dev.outpost.site.CameraWish.Power;
import dev.outpost.site.CameraWish.Service;
import dev.outpost.site.CameraWish.Setup;
import dev.outpost.site.CameraWish.ViewerOf;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlList;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code cameras:} of a site file. */
final class CameraReader {
    private static final List<Service> USUAL = List.of(new Service("rtsp", 554), new Service("web", 80));
    private static final int SSH = 22;

    /** Who looks, where the file names nobody and the user is made here. */
    private static final String VIEWER = "viewer";

    private final Path file;
    private final Values.Unique names = new Values.Unique("camera name");
    private final Values.Unique addresses = new Values.Unique("camera address");
    private final Values.Unique ports = new Values.Unique("public port");

    private Optional<WifiWish> wifi = Optional.empty();

    CameraReader(Path file) {
        this.file = file;
    }

    List<CameraWish> read(List<YamlMap> cameras) {
        var wishes = new ArrayList<CameraWish>();
        for (var camera : cameras) {
            wishes.add(camera(camera));
        }
        return wishes;
    }

    private CameraWish camera(YamlMap camera) {
        camera.only(
                "name",
                "address",
                "mac",
                "username",
                "password",
                "login",
                "power",
                "services",
                "exposure",
                "internet",
                "setup",
                "wifi");
        var name = Values.name(names.claim(camera.require("name").text()));
        var address = Values.host(addresses.claim(camera.require("address").text()));
        var services = services(camera);
        var setup = camera.map("setup").map(this::setup);
        return new CameraWish(
                name,
                address,
                camera.text("mac").map(Values::mac),
                camera.text("username")
                        .map(text -> Values.plain(text, "a user name", 64))
                        .or(() -> setup.map(_ -> VIEWER)),
                Values.secret(camera, "password", file, false).or(() -> setup.map(_ -> new SecretSource.Generate())),
                camera.text("login")
                        .map(text -> Values.word(text, LoginForm.values()))
                        .orElse(LoginForm.DIGEST),
                camera.map("power").map(CameraReader::power),
                services,
                camera.get("exposure").map(value -> exposure(value, services)).orElse(new Exposure.Tunnel()),
                camera.flag("internet").orElse(false),
                setup,
                camera.map("wifi").map(network -> wifi(network)));
    }

    private Setup setup(YamlMap setup) {
        setup.only("viewer", "timezone", "admin", "admin-password");
        return new Setup(
                setup.text("viewer")
                        .map(text -> Values.word(text, ViewerOf.values()))
                        .orElse(ViewerOf.ONVIF),
                setup.text("timezone").map(CameraReader::zone),
                setup.text("admin")
                        .map(text -> Values.plain(text, "a user name", 64))
                        .orElse("admin"),
                Values.secret(setup, "admin-password", file, false));
    }

    private static ZoneId zone(YamlText text) {
        return text.as(
                "a time zone such as Europe/Berlin",
                word -> ZoneId.getAvailableZoneIds().contains(word) ? Optional.of(ZoneId.of(word)) : Optional.empty());
    }

    /** The router opens one network for all of them. */
    private WifiWish wifi(YamlMap map) {
        var wish = Values.wifi(map, file);
        if (!wifi.orElse(wish).equals(wish)) {
            throw map.whereIs("ssid").badValue("a second wireless network", "the same for all cameras");
        }
        wifi = Optional.of(wish);
        return wish;
    }

    private static Power power(YamlMap power) {
        power.only("class", "model", "source", "cable-m", "cable");
        return new Power(
                power.integer("class", 0, 8),
                power.text("model").map(Values::name),
                power.text("source").map(Values::name),
                power.integer("cable-m", 0, 100),
                power.text("cable")
                        .map(text -> Values.word(text, Cable.values()))
                        .orElse(Cable.CAT5E));
    }

    private static List<Service> services(YamlMap camera) {
        if (camera.get("services").isEmpty()) {
            return USUAL;
        }
        var names = new Values.Unique("service name");
        var services = new ArrayList<Service>();
        for (var service : camera.maps("services")) {
            service.only("name", "port");
            services.add(new Service(
                    Values.name(names.claim(service.require("name").text())),
                    service.require("port").text().integer(1, 65_535)));
        }
        if (services.isEmpty()) {
            throw camera.whereIs("services").badValue("no service at all", "at least one {name: rtsp, port: 554}");
        }
        return services;
    }

    private Exposure exposure(Yaml value, List<Service> services) {
        if (value instanceof YamlText text) {
            text.oneOf("tunnel", "public");
            if (text.value().equals("public")) {
                throw text.place().badValue("'public' alone says too little", "public: {port, allow, because}");
            }
            return new Exposure.Tunnel();
        }
        var published = value.map().only("public").require("public").map();
        published.only("port", "service", "allow", "because", "firmware-unknown", "firmware-because");
        return new Exposure.Public(
                publicPort(published.require("port").text()),
                published
                        .text("service")
                        .map(text -> service(text, services))
                        .orElse(services.getFirst().name()),
                allow(published),
                Values.plain(published.require("because").text(), "the reason in words", 200),
                firmwareUnknown(published));
    }

    /** A word and its own reason: why the camera is public at all is no reason to publish what nobody knows. */
    private static Optional<String> firmwareUnknown(YamlMap published) {
        if (published.get("firmware-unknown").isEmpty()) {
            published.get("firmware-because").ifPresent(reason -> {
                throw reason.place().badValue("a reason for nothing", "firmware-unknown: accepted beside it");
            });
            return Optional.empty();
        }
        published.require("firmware-unknown").text().oneOf("accepted");
        return Optional.of(Values.plain(published.require("firmware-because").text(), "the reason in words", 200));
    }

    private int publicPort(YamlText text) {
        var port = ports.claim(text).integer(1, 65_535);
        if (port == SSH) {
            throw text.place().badValue("port 22 is the relay's own SSH", "another port");
        }
        return port;
    }

    private static String service(YamlText text, List<Service> services) {
        return text.oneOf(services.stream().map(Service::name).toArray(String[]::new));
    }

    private static List<Cidr> allow(YamlMap published) {
        YamlList allow = published.require("allow").list();
        if (allow.items().isEmpty()) {
            throw allow.place().badValue("nobody is allowed", "at least one network, such as [203.0.113.0/24]");
        }
        return allow.texts().stream().map(Values::network).toList();
    }
}
