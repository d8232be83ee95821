package dev.outpost.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.ProblemException;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileBookTest {
    private static final Path FOLDER = Path.of("device-profiles");

    private final ProfileBook book = ProfileBook.shipped();

    @Test
    void hasAnIndexThatNamesEveryFile() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            var there = files.filter(f -> f.toString().endsWith(".yaml"))
                    .map(f -> FOLDER.relativize(f).toString())
                    .sorted()
                    .toList();
            assertEquals(there, ProfileBook.names(), "run: (cd device-profiles; find . -name '*.yaml' | sort > index)");
        }
    }

    @Test
    void knowsFortyDonglesOfTwelveFamilies() {
        assertTrue(book.dongles().size() >= 40);
        assertTrue(book.dongles().stream().map(DongleProfile::family).distinct().count() >= 12);
    }

    @Test
    void namesEachProfileAfterItsFile() {
        var names = ProfileBook.names().stream()
                .map(n -> n.substring(n.indexOf('/') + 1).replace(".yaml", ""))
                .collect(Collectors.toSet());
        book.dongles().forEach(d -> assertTrue(names.contains(d.profile()), d.profile()));
        book.devices().forEach(d -> assertTrue(names.contains(d.profile()), d.profile()));
    }

    @Test
    void prefersTheMostSpecificMatch() {
        assertEquals("huawei-e3372h-607", found("12d1:1506", "ff/02/16", Optional.of("E3372h-607")));
        assertEquals("huawei-e3372-stick", found("12d1:1506", "ff/02/16", Optional.empty()));
        assertEquals("huawei-e398", found("12d1:1506", "ff/01/09", Optional.empty()));
    }

    @Test
    void findsNothingForAnUnknownDevice() {
        assertEquals(
                Optional.empty(),
                book.match(new ProfileBook.Fingerprint(
                        Optional.of("ffff:0001"), List.of(), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    @Test
    void knowsTheRouterOfTheDemo() {
        assertEquals(
                Optional.of("8192"),
                book.router("tplink,tl-mr3020-v3").orElseThrow().fact("flash-kib"));
    }

    @Test
    void refusesUnknownKeysAndStatementsWithoutASource() {
        var good = "profile: x\nname: X\nfamily: f\nmatch: [{model: M}]\ntried: []\n";

        assertTrue(refusal(good + "uplink: []\n").contains("x.yaml:6:1: unknown key 'uplink'"));
        assertTrue(refusal(good + "notes: [{says: hello}]\n").contains("'source' is missing"));
        assertTrue(refusal(good.replace("model: M", "usb: [12d1]")).contains("12d1"));
    }

    /** A profile of one's own is held to what is reckoned with. */
    @Test
    void readsAProfileOfAPowerSourceOrACameraAsStrictly() {
        var power = "profile: x\nname: X\ntried: []\nfacts:\n  - {fact: standard, value: 802.3af, source: s}\n"
                + "  - {fact: watts, value: 15.4, source: s}\n  - {fact: volts, value: 48, source: s}\n"
                + "  - {fact: ports, value: 1, source: s}\n";
        var camera = "profile: x\nname: X\ntried: []\nfacts:\n  - {fact: poe, value: 802.3af, source: s}\n"
                + "  - {fact: poe-class, value: 3, source: s}\n  - {fact: watts, value: 5, source: s}\n";

        ProfileBook.check("x.yaml", power);
        ProfileBook.check("x.yaml", camera);
        assertTrue(checked(power.replace("48", "much")).contains("x.yaml:7:"), checked(power.replace("48", "much")));
        assertTrue(checked(power.replace("802.3af", "802.3xx")).contains("unknown word '802.3xx'"));
        assertTrue(checked(power.replace("fact: ports", "fact: port")).contains("the fact 'ports' is missing"));
        assertTrue(checked(camera.replace("fact: watts", "fact: watt")).contains("the fact 'watts' is missing"));
        assertTrue(checked(camera.replace(", source: s}", "}")).contains("'source' is missing"));
    }

    /** Makers call themselves otherwise than people call them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Dahua                        | user   | Setting > System > Account > ONVIF User > Add User
            Zhejiang Dahua Technology    | stream | Setting > Camera > Video > Video, column Sub Stream
            AXIS                         | user   | System > Accounts > ONVIF accounts > Add accounts, role Media account
            TP-Link VIGI C340            | onvif  | Settings > Network Settings > Advanced > ONVIF, port 2020 (from memory: it may be called otherwise)
            Uniview                      | onvif  |
            Nobody                       | onvif  |
            """)
    void knowsWhereAHandSetsItOnAMakersPages(String maker, String thing, @Nullable String page) {
        assertEquals(Optional.ofNullable(page), book.byHand(maker, thing));
    }

    @Test
    void refusesAThingThatNoHandSets() {
        var camera = "profile: x\nname: X\ntried: []\nfacts:\n  - {fact: poe, value: 802.3af, source: s}\n"
                + "  - {fact: poe-class, value: 3, source: s}\n  - {fact: watts, value: 5, source: s}\n"
                + "  - {fact: by-hand-onvif, value: Network > ONVIF, source: s}\n";

        ProfileBook.check("x.yaml", camera);
        assertTrue(checked(camera.replace("by-hand-onvif", "by-hand-onfiv")).contains("x.yaml:8:"));
        assertTrue(checked(camera.replace("ONVIF, source: s", "ONVIF")).contains("'source' is missing"));
    }

    private static String checked(String text) {
        return assertThrows(ProblemException.class, () -> ProfileBook.check("x.yaml", text))
                .problem()
                .what();
    }

    private static String refusal(String text) {
        return assertThrows(ProblemException.class, () -> ProfileBook.check("x.yaml", text))
                .problem()
                .what();
    }

    private String found(String id, String triple, Optional<String> model) {
        return book.match(new ProfileBook.Fingerprint(
                        Optional.of(id), List.of(triple), Optional.empty(), Optional.empty(), model))
                .orElseThrow()
                .profile();
    }

    @Test
    void shipsASchemaWithTheKeysThatTheReaderTakes() throws IOException {
        var schema = Yaml.file(Path.of("src/main/resources/dev/outpost/schema/dongle-profile.schema.json"));
        var keys = schema.require("properties").map().values().keySet();
        for (var path : ProfileBook.names()) {
            if (path.startsWith("dongles/")) {
                var profile = Yaml.parse(path, ProfileBook.source(path)).map();
                assertTrue(keys.containsAll(profile.values().keySet()), path);
            }
        }
        keys.forEach(key -> assertTrue(!refusal(key + "x: 1\n").isEmpty()));
        assertEquals(11, keys.size());
    }

    /** By whichever word of a name is the maker's. */
    @Test
    void knowsWhereAMakersCamerasKeepTheirStreams() {
        var book = ProfileBook.shipped();

        assertEquals(Optional.of("/axis-media/media.amp"), book.cameraFact("AXIS", "rtsp-main"));
        assertEquals(
                Optional.of("/cam/realmonitor?channel=1&subtype=1"),
                book.cameraFact("Zhejiang Dahua Technology", "rtsp-sub"));
        assertEquals(Optional.empty(), book.cameraFact("Nobody", "rtsp-main"));
    }
}
