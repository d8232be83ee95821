package dev.outpost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.HostileValues;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile values in every field that the schema of a site file knows: refused with line and column, or harmless. */
class HostileSiteTest {
    /** A site with every field: a new one has to get its place here. */
    private static final String SITE = """
            site: «site=barn»
            router:
              reach: «router/reach=192.168.1.1»
              mac: «router/mac=98:da:c4:01:02:03»
              lan: «router/lan=192.168.37.1/24»
              password: «router/password=generate»
              authorized-keys: [«router/authorized-keys[]=me.pub»]
            modem:
              uplink: «modem/uplink=wifi»
              apn: «modem/apn=internet.example»
              pin: «modem/pin=env:SIM_PIN»
              pin-lock: «modem/pin-lock=keep»
              data: «modem/data=10GB»
              spares: [«modem/spares[]=huawei-hilink»]
              hilink: «modem/hilink=dmz»
              wifi: {ssid: «modem/wifi/ssid=hotspot», password: «modem/wifi/password=env:HOTSPOT», country: «modem/wifi/country=DE»}
            access:
              way-in: «access/way-in=wireguard»
              address-sold-as: «access/address-sold-as=unknown»
              observers: [«access/observers[]=stun:stun.example.org»]
              relay: «access/relay=vps1»
              ddns:
                provider: «access/ddns/provider=no-ip.com»
                url: «access/ddns/url=https://ddns.example/u?h=[DOMAIN]&ip=[IP]»
                hostname: «access/ddns/hostname=barn.example.org»
                username: «access/ddns/username=me»
                password: «access/ddns/password=env:DDNS»
            viewers: [«viewers[]=phone»]
            admins: [«admins[]=bench»]
            cameras:
              - name: «cameras[]/name=yard»
                address: «cameras[]/address=192.168.37.64»
                mac: «cameras[]/mac=44:47:cc:00:11:22»
                username: «cameras[]/username=viewer»
                password: «cameras[]/password=env:CAMERA»
                login: «cameras[]/login=digest»
                power: {class: «cameras[]/power/class=3», source: «cameras[]/power/source=tl-poe150s», cable-m: «cameras[]/power/cable-m=40», model: «cameras[]/power/model=hikvision-ds-2cd1321-i», cable: «cameras[]/power/cable=thin»}
                services: [{name: «cameras[]/services[]/name=rtsp», port: «cameras[]/services[]/port=554»}]
                exposure: tunnel
                internet: «cameras[]/internet=false»
                wifi: {ssid: «cameras[]/wifi/ssid=barn-cam», password: «cameras[]/wifi/password=env:CAM_WIFI», country: «cameras[]/wifi/country=DE»}
                setup: {viewer: «cameras[]/setup/viewer=onvif», timezone: «cameras[]/setup/timezone=Europe/Berlin», admin: «cameras[]/setup/admin=admin», admin-password: «cameras[]/setup/admin-password=env:CAMERA_ADMIN»}
              - name: gate
                address: 192.168.37.65
                exposure: {public: {port: «cameras[]/exposure/public/port=8554», service: «cameras[]/exposure/public/service=rtsp», allow: [«cameras[]/exposure/public/allow[]=203.0.113.0/24»], because: «cameras[]/exposure/public/because=asked», firmware-unknown: «cameras[]/exposure/public/firmware-unknown=accepted», firmware-because: «cameras[]/exposure/public/firmware-because=tested»}}
            """;

    private static final Pattern FIELD = Pattern.compile("«([^=»]+)=([^»]*)»");

    /** Words of people that never reach a router's configuration or shell; they are carried as they are. */
    private static final Set<String> FREE = Set.of(
            "access/ddns/username",
            "access/ddns/url",
            "modem/wifi/ssid",
            "cameras[]/wifi/ssid",
            "cameras[]/username",
            "cameras[]/setup/admin",
            "cameras[]/exposure/public/because",
            "cameras[]/exposure/public/firmware-because");

    /** Names of files on the laptop. */
    private static final Set<String> FILES = Set.of(
            "router/password",
            "modem/pin",
            "access/ddns/password",
            "cameras[]/password",
            "cameras[]/setup/admin-password",
            "cameras[]/wifi/password",
            "modem/wifi/password",
            "router/authorized-keys[]");

    /** Goes through every shell and every uci file unharmed. */
    private static final String HARMLESS = "[A-Za-z0-9._:%/\\[\\]-]*";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aRelay() throws IOException {
        Files.createDirectories(folder.resolve("relays"));
        Files.writeString(folder.resolve("relays/vps1.yaml"), "host: 203.0.113.10\n");
        Files.writeString(folder.resolve("me.pub"), "ssh-rsa AAAA me\n");
    }

    @Test
    void theSiteHereHasEveryFieldOfTheSchema() {
        var fields = new TreeSet<String>();
        FIELD.matcher(SITE).results().forEach(field -> fields.add(field.group(1)));
        var known = new TreeSet<String>();
        var schema = schema();
        walk(schema, schema, "", known);
        known.remove("cameras[]/exposure");

        assertEquals(known, fields);
        assertEquals("barn", read(site("", "")).orElseThrow().name());
    }

    @Test
    void everyValueInEveryFieldIsRefusedWithItsPlaceOrHarmless() {
        var values = new ArrayList<>(HostileValues.all());
        values.addAll(HostileValues.broken());
        assertTrue(values.size() >= 200);
        for (var field : FIELD.matcher(SITE).results().toList()) {
            for (var value : new HashSet<>(values)) {
                var site = read(site(field.group(1), quoted(value)));

                assertTrue(
                        site.isEmpty() || isHarmless(field.group(1), value, site.get()),
                        () -> field.group(1) + " takes " + quoted(value));
            }
        }
        assertFalse(Files.exists(Path.of("/tmp/outpost-pwned")));
    }

    /** Without quotes they may break the file itself; that too has a line and a column. */
    @Test
    void whatBreaksTheFileIsToldWithItsPlace() {
        for (var value : HostileValues.all()) {
            read(site("modem/apn", value))
                    .ifPresent(site -> assertTrue(
                            site.modem()
                                    .apn()
                                    .filter(apn -> !apn.matches(HARMLESS))
                                    .isEmpty(),
                            value));
        }
    }

    private static boolean isHarmless(String field, String value, Site site) {
        if (FREE.contains(field)) {
            return site.toString().contains(value);
        }
        return FILES.contains(field) || value.matches(HARMLESS);
    }

    private String site(String field, String value) {
        return FIELD.matcher(SITE)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).equals(field) ? value : match.group(2)));
    }

    /** The site, or nothing where it is refused as design says: exit 2, {@code FILE:LINE:COLUMN} in front. */
    private Optional<Site> read(String text) {
        var file = folder.resolve("site.yaml");
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        try {
            return Optional.of(SiteFiles.site(file));
        } catch (ProblemException e) {
            assertEquals(Exit.USAGE, e.problem().exit(), e.problem().toString());
            var where = Pattern.quote(file.toString()) + ":[1-9][0-9]*:[1-9][0-9]*: .*";
            assertTrue(
                    Pattern.compile(where, Pattern.DOTALL)
                            .matcher(e.problem().what())
                            .matches(),
                    e.problem()::what);
            return Optional.empty();
        }
    }

    /** As YAML holds any text. */
    private static String quoted(String value) {
        var text = new StringBuilder("\"");
        for (var n = 0; n < value.length(); n++) {
            var c = value.charAt(n);
            text.append(
                    c >= ' ' && c < 127 && c != '"' && c != '\\' ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return text.append('"').toString();
    }

    private static YamlMap schema() {
        try (var stream = Site.class.getResourceAsStream("/dev/outpost/schema/site.schema.json")) {
            var text = Objects.requireNonNull(stream).readAllBytes();
            return Yaml.parse("site.schema.json", new String(text, StandardCharsets.UTF_8))
                    .map();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The paths of all leaves. */
    private static void walk(YamlMap root, YamlMap node, String path, Set<String> leaves) {
        var reference = node.string("$ref");
        if (reference.isPresent()) {
            var target = root;
            for (var key : reference.get().substring(2).split("/")) {
                target = target.map(key).orElseThrow();
            }
            walk(root, target, path, leaves);
        } else if (node.map("properties").isPresent()) {
            node.map("properties")
                    .orElseThrow()
                    .values()
                    .forEach((key, value) -> walk(root, value.map(), path.isEmpty() ? key : path + "/" + key, leaves));
        } else if (node.map("items").isPresent()) {
            walk(root, node.map("items").orElseThrow(), path + "[]", leaves);
        } else if (!node.maps("oneOf").isEmpty()) {
            node.maps("oneOf").forEach(each -> walk(root, each, path, leaves));
        } else {
            leaves.add(path);
        }
    }
}
