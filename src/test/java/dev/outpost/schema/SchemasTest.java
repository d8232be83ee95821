package dev.outpost.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PublicPort;
import dev.outpost.ledger.SiteWish;
import dev.outpost.ledger.Unit;
import dev.outpost.net.Cidr;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Json;
import dev.outpost.text.MistakesInFile;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aRelay() throws IOException {
        Files.createDirectories(folder.resolve("relays"));
        Files.writeString(folder.resolve("relays/vps1.yaml"), "host: 203.0.113.10\n");
        Files.writeString(folder.resolve("me.pub"), "ssh-rsa AAAA me\n");
    }

    /** The reader names the keys that it knows when it meets one that it does not: they must be the schema's, at every level. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            zz: 1                                                       ~ site  ~ properties
            site: a¶router: {zz: 1}                                     ~ site  ~ $defs/router/properties
            site: a¶router: {reach: b}¶modem: {zz: 1}                   ~ site  ~ $defs/modem/properties
            site: a¶router: {reach: b}¶access: {zz: 1}                  ~ site  ~ $defs/access/properties
            site: a¶router: {reach: b}¶access: {ddns: {zz: 1}}          ~ site  ~ $defs/access/properties/ddns/properties
            site: a¶router: {reach: b}¶cameras: [{zz: 1}]               ~ site  ~ $defs/camera/properties
            site: a¶router: {reach: b}¶cameras: [{name: c, address: 10.0.0.1, power: {zz: 1}}]      ~ site ~ $defs/camera/properties/power/properties
            site: a¶router: {reach: b}¶cameras: [{name: c, address: 10.0.0.1, services: [{zz: 1}]}] ~ site ~ $defs/camera/properties/services/items/properties
            units: [{zz: 1}]                                            ~ fleet ~ properties/units/oneOf/0/items/properties
            units: []¶zz: 1                                             ~ fleet ~ properties
            units: []¶defaults: {zz: 1}                                 ~ fleet ~ properties/defaults/properties
            """)
    void knowsTheSameKeysAsTheReader(String text, String schema, String where) throws IOException {
        var file = Files.writeString(folder.resolve("site.yaml"), text.replace("¶", "\n") + "\n");

        var known = keysTold(assertThrows(MistakesInFile.class, () -> SiteFiles.fleet(file)));

        assertEquals(keys(schema, where), sorted(known.split(", ")));
    }

    /** What the reader says of the key that it does not know, whatever else is wrong. */
    private static String keysTold(MistakesInFile mistakes) {
        return mistakes.all().stream()
                .filter(each -> each.problem().code() == ProblemCode.FILE_UNKNOWN_KEY)
                .map(each -> each.problem().because().replace("expected one of ", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void knowsTheSameKeysOfARelayAsTheReader() throws IOException {
        var file = Files.writeString(folder.resolve("relays/vps1.yaml"), "zz: 1\n");

        var known = keysTold(assertThrows(MistakesInFile.class, () -> SiteFiles.relay(file)));

        assertEquals(keys("relay", "properties"), sorted(known.split(", ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site: barn\nrouter: {reach: 192.168.1.1}\n",
                "site: barn\nrouter: {reach: \"[fe80::1%eth0]:2222\", lan: auto, password: prompt, authorized-keys: [me.pub]}\n",
                "site: b\nrouter: {reach: barn.example.org:22, mac: 50-D4-F7-00-11-22, lan: 192.168.37.1/24}\n",
                "site: b\nrouter: {reach: a}\nmodem: {uplink: ncm, apn: a.b-c, pin: env:PIN, spares: [huawei-hilink], hilink: full-cone}\nviewers: [p]\nadmins: [q]\n",
                "site: b\nrouter: {reach: a}\naccess: {way-in: later, address-sold-as: static, relay: vps1, observers: [\"stun:a.example:99\", \"https://a.example/ip?x=1\"]}\n",
                "site: b\nrouter: {reach: a}\naccess: {ddns: {provider: no-ip.com, hostname: a.b, username: m, password: file:x}}\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.1, mac: 44:47:cc:00:11:22, username: u, "
                        + "power: {class: 3, model: m, source: s, cable-m: 40, cable: cca}, services: [{name: rtsp, port: 554}], exposure: tunnel}]\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.1, "
                        + "exposure: {public: {port: 8554, service: web, allow: [203.0.113.0/24], because: why}}}]\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.1, exposure: {public: {port: 8554, allow: [203.0.113.0/24], "
                        + "because: why, firmware-unknown: accepted, firmware-because: tested}}}]\n"
            })
    void takesWhatTheReaderTakes(String text) throws IOException {
        SiteFiles.site(Files.writeString(folder.resolve("site.yaml"), text));

        assertEquals(List.of(), Schema.errors("site", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site: Barn\nrouter: {reach: a}\n",
                "site: b\nrouter: {}\n",
                "site: b\nrouter: {reach: 192.168.1}\n",
                "site: b\nrouter: {reach: fe80::1}\n",
                "site: b\nrouter: {reach: \"[fe80::1]\"}\n",
                "site: b\nrouter: {reach: a, lan: 10.0.0.1}\n",
                "site: b\nrouter: {reach: a, password: hunter2}\n",
                "site: b\nrouter: {reach: a}\nmodem: {pin: \"1234\"}\n",
                "site: b\nrouter: {reach: a}\nmodem: {apn: \"a b\"}\n",
                "site: b\nrouter: {reach: a}\nmodem: {apn: \"a\\nb\"}\n",
                "site: b\nrouter: {reach: a}\nviewers: [a, a]\n",
                "site: b\nrouter: {reach: a}\naccess: {observers: [\"stun:\"]}\n",
                "site: b\nrouter: {reach: a}\naccess: {observers: [\"ftp://a.example/\"]}\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c}]\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.256}]\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.1, services: [{name: r, port: 0}]}]\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.1, services: [{name: r, port: 70000}]}]\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.1, exposure: public}]\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.1, exposure: {public: {port: 1, allow: []}}}]\n",
                "site: b\nrouter: {reach: a}\ncameras: [{name: c, address: 10.0.0.1, exposure: {public: {port: 1, allow: [1.2.3.0/24], "
                        + "because: why, firmware-unknown: accepted}}}]\n"
            })
    void refusesWhatTheReaderRefuses(String text) throws IOException {
        var file = Files.writeString(folder.resolve("site.yaml"), text);
        assertThrows(ProblemException.class, () -> SiteFiles.site(file));

        assertFalse(Schema.errors("site", text).isEmpty());
    }

    @Test
    void describesTheLedger() {
        var ledger = Ledger.in(folder);
        ledger.give(new SiteWish(
                "one",
                "vps1",
                Cidr.of("10.77.0.0/16"),
                List.of("yard"),
                new LinkedHashMap<>(Map.of("phone", Peer.Role.VIEWER)),
                List.of(new PublicPort("yard", "rtsp", 8554)),
                SiteWish.Held.NOTHING));
        ledger.unit("one", new Unit("50:d4:f7:00:00:01", "SHA256:a"));

        assertEquals(List.of(), Schema.errors("ledger", Json.pretty(ledger.document())));
    }

    @Test
    void describesAProblem() {
        var problem = new Problem(ProblemCode.SIM_PIN_LOW, "what", "because", "next");
        var text = Json.line(Json.object(
                "schema",
                "outpost.problem/1",
                "code",
                problem.code(),
                "what",
                "w",
                "because",
                "b",
                "next",
                "n",
                "exit",
                3));

        assertEquals(List.of(), Schema.errors("problem", text));
        assertFalse(Schema.errors("problem", text.replace("\"exit\":3", "\"exit\":6"))
                .isEmpty());
    }

    @Test
    void describesTheContractsOwnProbe() throws IOException {
        try (var in = SchemasTest.class.getResourceAsStream("/schema/probe.json")) {
            assertTrue(in != null);
            assertEquals(List.of(), Schema.errors("probe", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    private static Set<String> keys(String schema, String where) {
        Yaml node = Schema.named(schema);
        for (var step : where.split("/")) {
            node = step.matches("[0-9]+")
                    ? node.list().items().get(Integer.parseInt(step))
                    : node.map().require(step);
        }
        return new TreeSet<>(node.map().values().keySet());
    }

    private static Set<String> sorted(String... words) {
        return new TreeSet<>(Arrays.asList(words));
    }
}
