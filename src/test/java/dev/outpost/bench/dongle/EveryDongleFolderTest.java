package dev.outpost.bench.dongle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.schema.Schema;
import dev.outpost.text.Json;
import dev.outpost.uplink.ProbeDocument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EveryDongleFolderTest {
    private static final String OTHER_WAY = " spaced the other way";
    private static final Map<String, Future<ProbedDongle>> PROBES = new HashMap<>();

    private static final Path FOLDERS = Path.of("src/bench/resources/dev/outpost/bench/dongles");

    @TempDir
    Path folder;

    /** Most of a probe is waiting: many at a time. */
    @BeforeAll
    static void probeAllOfThem(@TempDir Path laptops) throws Exception {
        try (var pool = Executors.newFixedThreadPool(12)) {
            for (var name : names().toList()) {
                PROBES.put(
                        name,
                        pool.submit(() -> ProbedDongle.of(name, UnaryOperator.identity(), laptops.resolve(name))));
                var other = name + OTHER_WAY;
                PROBES.put(
                        other,
                        pool.submit(() -> ProbedDongle.of(name, ProbedDongle::respaced, laptops.resolve(other))));
            }
        }
    }

    static Stream<String> names() throws Exception {
        try (var folders = Files.list(FOLDERS)) {
            return folders.map(each -> each.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void loadsAndShowsItselfInSysfs(String name) throws Exception {
        try (var dongle = SimulatedDongle.load(name, 100);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1");

            var device = folder.resolve("sys/bus/usb/devices/1-1");
            assertTrue(Files.readString(device.resolve("idVendor")).matches("[0-9a-f]{4}\n"));
            for (var usb : dongle.identity().interfaces()) {
                assertTrue(Files.isDirectory(device.resolveSibling("1-1:1." + usb.number())));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysInItsHeadWhereItComesFrom(String name) throws Exception {
        var data = FOLDERS.resolve(name);
        assertTrue(Files.readString(data.resolve("dongle.txt")).startsWith("# "));
        var transcript = data.resolve("at.transcript");
        assertTrue(!Files.exists(transcript) || Files.readString(transcript).startsWith("# "));
    }

    @Test
    void atMostOneThirdIsWrittenFromTables() throws Exception {
        var origins = new TreeMap<String, Integer>();
        for (var name : names().toList()) {
            origins.merge(fact(name, "origin").orElse("nowhere"), 1, Integer::sum);
        }

        assertEquals(Set.of("recorded", "assembled", "table"), origins.keySet());
        var all = origins.values().stream().mapToInt(Integer::intValue).sum();
        assertTrue(origins.getOrDefault("table", 0) * 3 <= all, origins.toString());
    }

    @Test
    void thereIsOneOfEachFamily() throws Exception {
        var simulated = new TreeSet<String>();
        for (var name : names().toList()) {
            fact(name, "family").ifPresent(simulated::add);
        }

        var families = new TreeSet<String>();
        try (var profiles = Files.list(Path.of("device-profiles/dongles"))) {
            for (var profile : profiles.toList()) {
                var text = Files.readString(profile);
                if (text.contains("\nswitch:") && !text.contains("\nuplinks:")) {
                    continue; // only its mode switch is known
                }
                text.lines()
                        .filter(line -> line.startsWith("family: "))
                        .forEach(line -> families.add(line.substring("family: ".length())));
            }
        }
        assertEquals(families, simulated);
    }

    @ParameterizedTest
    @MethodSource("names")
    void isProbedAsExpected(String name) throws Exception {
        Expectation.of(FOLDERS.resolve(name)).isMetBy(probed(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isProbedAsExpectedWithFinalCodesSpacedTheOtherWay(String name) throws Exception {
        Expectation.of(FOLDERS.resolve(name)).isMetBy(probed(name + OTHER_WAY));
    }

    /** Left: the folder and its port; then what was sent, and the bytes that came back, as hexadecimal logs of real ones have them. */
    @ParameterizedTest
    @CsvSource({
        "quectel-rm500u, 4, AT+CGMI, 'AT+CGMI\\r\\r\\nQuectel\\r\\n\\r\\nOK\\r\\n'",
        "quectel-rm500u, 4, ATI, 'ATI\\r\\r\\nQuectel\\r\\nRM500U-CNV\\r\\nRevision: RM500UCNVCAR03A12M2G\\r\\n\\r\\nOK\\r\\n'",
        "quectel-rm500u, 4, AT+ICCID, 'AT+ICCID\\r\\r\\n+CME ERROR: 4\\r\\n'",
        "quectel-rm500u, 4, AT+CGACT?, 'AT+CGACT?\\r\\r\\n+CGACT: 1,1\\r\\n+CGACT: 11,1\\r\\n\\r\\nOK\\r\\n'",
        "quectel-ec25-ecm, 2, AT+CGSN, 'AT+CGSN\\r\\n\\r\\n004999010640000\\r\\n\\r\\nOK\\r\\n'",
        "huawei-e1752, 3, AT+CGMM, 'AT+CGMM\\r\\r\\nE1752\\r\\n\\r\\nOK\\r\\n'",
        "huawei-e1752, 3, AT+CPROT=?, 'AT+CPROT=?\\r\\r\\nCOMMAND NOT SUPPORT\\r\\n'",
        "telit-le910c1, 4, AT+CGMI, 'AT+CGMI\\r\\r\\nTelit\\r\\n\\r\\nOK\\r\\n'",
        "zte-p685m, 1, AT+CGMI, 'AT+CGMI\\r\\r\\nZTE CORPORATION\\r\\n\\r\\nOK\\r\\n'"
    })
    void saysByteForByteWhatWasRecorded(String name, int usbInterface, String command, String bytes) throws Exception {
        try (var dongle = SimulatedDongle.load(name, 100)) {
            assertEquals(bytes.translateEscapes(), ask(dongle, usbInterface, command));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void becomesADocumentThatTheSchemaAllowsAndThatNamesNobody(String name) throws Exception {
        var found = probed(name);
        var document = Json.pretty(new ProbeDocument(List.of(found.found()), Optional.empty(), found.took()).toJson());
        var folder = DongleFolder.read(name);

        assertEquals(List.of(), Schema.errors("probe", document));
        assertFalse(document.contains(folder.imei()), document);
        assertFalse(document.contains(folder.sim().cardNumber()), document);
        assertFalse(document.contains(folder.sim().subscriber()), document);
    }

    private static ProbedDongle probed(String which) throws Exception {
        return Objects.requireNonNull(PROBES.get(which), which).get();
    }

    private static Optional<String> fact(String name, String key) throws Exception {
        return DongleFolder.meaningful(Files.readString(FOLDERS.resolve(name).resolve("dongle.txt"))).stream()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst();
    }

    @Test
    void theThirdTtyOnlyKnowsItsName() throws Exception {
        try (var dongle = SimulatedDongle.load("huawei-e3372h-320", 100)) {
            assertTrue(ask(dongle, 0, "AT+CGMM").contains("ERROR"));
            assertTrue(ask(dongle, 1, "AT+CGMM").contains("ERROR"));
            assertTrue(ask(dongle, 2, "AT+CGMM").contains("E3372h-320"));
        }
    }

    @Test
    void bareAnswersHaveDoubleCarriageReturnsAndAStrayNul() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-bare-answers", 100)) {
            assertTrue(ask(dongle, 0, "AT+CGMI").startsWith("\0\r\r\n+CGMI: \"\"\r\r\n\r\r\nOK\r\r\n"));
        }
    }

    @Test
    void theStormStopsWhenToldTo() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-urc-storm", 20)) {
            var said = new ByteArrayOutputStream();
            try (var connection = dongle.port(0).orElseThrow().connect(said::writeBytes)) {
                await().until(() -> said.toString(StandardCharsets.ISO_8859_1).contains("^DSFLOWRPT"));
                connection.send("AT^CURC=0\r".getBytes(StandardCharsets.ISO_8859_1));
                await().until(() -> said.toString(StandardCharsets.ISO_8859_1).contains("OK"));
                await().pollDelay(Duration.ofMillis(30)).until(() -> true);
                said.reset();

                await().during(Duration.ofMillis(50)).until(() -> said.size() == 0);
            }
        }
    }

    @Test
    void theResettingPortComesBackOnAnotherNode() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-reset", 20)) {
            var port = dongle.port(0).orElseThrow();
            port.openPty();
            for (int i = 0; i < 3; i++) {
                ask(dongle, 0, "AT");
            }

            await().pollInterval(Duration.ofMillis(10)).until(() -> port.node().isEmpty());
            await().until(() -> port.node().isPresent());
        }
    }

    private static String ask(SimulatedDongle dongle, int usbInterface, String command) {
        var said = new ByteArrayOutputStream();
        try (var connection = dongle.port(usbInterface).orElseThrow().connect(said::writeBytes)) {
            connection.send((command + "\r").getBytes(StandardCharsets.ISO_8859_1));
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> said.toString(StandardCharsets.ISO_8859_1)
                            .matches("(?s).*(OK|ERROR[^\r]*|NOT SUPPORT)\r+\n"));
            return said.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
