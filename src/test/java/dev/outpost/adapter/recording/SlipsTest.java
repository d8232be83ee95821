package dev.outpost.adapter.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a modem says that names somebody, in the formats of its maker or in none that anybody knows: it cannot be read in a recording. */
class SlipsTest {
    private static final Path TABLE = Path.of("src/test/resources/recording/slips.tsv");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");

    @TempDir
    Path folder;

    record Slip(String name, String said, List<String> secrets) {
        static Slip of(String row) {
            var columns = row.split("\t");
            return new Slip(
                    columns[0], bytes(columns[1]), List.of(bytes(columns[2]).split("\\|")));
        }

        private static String bytes(String text) {
            return BYTE.matcher(text.replace("\\r", "\r").replace("\\n", "\n"))
                    .replaceAll(b -> "" + (char) Integer.parseInt(b.group(1), 16));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Slip> slips() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Slip::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slips")
    void isCoveredWhereverItIsSaidAndHoweverItIsCut(Slip slip) {
        for (var piece : List.of(512, 3)) {
            var place = folder.resolve("in-" + piece);

            new RecordedModem().saying(slip.said()).recordedIn(place, piece);

            assertNothingOf(slip.secrets(), place);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slips")
    void isCoveredWhereANameIsWaitedFor(Slip slip) {
        new RecordedModem().calledAfter(slip.said()).recordedIn(folder, 512);

        assertNothingOf(slip.secrets(), folder);
    }

    /** Also of the windows of a long secret none shows, or its parts would. */
    private static void assertNothingOf(List<String> secrets, Path folder) {
        var written = RecordedModem.everythingIn(folder);
        var lower = written.toLowerCase(Locale.ROOT);
        for (var secret : secrets) {
            for (var part : parts(secret.toLowerCase(Locale.ROOT))) {
                assertTrue(
                        !lower.contains(part),
                        () -> part + " can be read in\n"
                                + written.lines()
                                        .filter(line ->
                                                line.toLowerCase(Locale.ROOT).contains(part))
                                        .limit(5)
                                        .toList());
            }
        }
    }

    private static List<String> parts(String secret) {
        var parts = new ArrayList<String>();
        parts.add(secret);
        IntStream.rangeClosed(0, secret.length() - 7).forEach(i -> parts.add(secret.substring(i, i + 7)));
        return parts;
    }

    @Test
    void aTableOfThisLengthIsNotLostByAccident() throws IOException {
        assertTrue(slips().count() >= 120, "rows");
    }

    /** What an engineer needs of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Quectel",
                "EC25\\r",
                "EC25EFAR06A03M4G",
                "+CPIN: READY",
                "63C3",
                "+QPINC: \"SC\",3,10",
                "+CEREG: 2,1,\"FFFF\",\"",
                "\"airtel\",7",
                "+CSQ: 21,99",
                "+CESQ: 99,99,255,255,19,51",
                "+QCFG: \"usbnet\",0",
                "\"FDD LTE\",\"40410\",\"LTE BAND 3\",1300",
                "\"IPV4V6\",\"airtelgprs.com\",\"0.0.0.0\",0,0",
                "40410",
                "8991101"
            })
    void staysReadable(String harmless) {
        new RecordedModem().recordedIn(folder, 512);

        var written = RecordedModem.everythingIn(folder);
        assertTrue(written.contains(harmless), written);
    }

    /** Signals, states and modes of other makers, each as its manual shows it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^HCSQ:\"LTE\",30,19,66,0",
                "^SYSINFOEX:2,3,0,1,,6,\"LTE\",101,\"LTE\"",
                "^SETPORT:A1,A2;12,10,16,A1,A2",
                "^HFREQINFO:1,6,3,1300,18150,20000,19300,17200,20000",
                "^RSSI:24",
                "^SIMST:1",
                "^MODE:5,4",
                "^NDISSTAT:1,,,\"IPV4\"",
                "+CPINR: SIM PIN,3,3",
                "+CGATT: 1",
                "+CFUN: 1",
                "+CME ERROR: SIM not inserted",
                "+CREG: 0,2",
                "+QCSQ: \"LTE\",-65,-95,120,-10",
                "+QIND: SMS DONE",
                "+UUSBCONF: 3,\"RNDIS\",,\"0x1146\"",
                "+GTUSBMODE: 41",
                "+GTPKGVER: 18500.5001.00.05.27.16_5001.05.001.033",
                "#USBCFG: 0",
                "Config Type:  1 (Generic)",
                "Revision: SWI9X30C_02.33.03.00 r8209 CARMD-EV-FRMWR2 2019/08/28 20:59:30",
                "Manufacturer: Sierra Wireless, Incorporated",
                "+CGMR: LE20B04SIM7600G22",
                "^DHCP: 0100A8C0,F8FFFFFF,0100A8C0,0100A8C0,0,0,150000000,150000000",
                "RDY",
                "SMS Ready",
                "PB DONE",
                "RING",
                "NO CARRIER",
                "CONNECT 150000000"
            })
    void staysReadableToo(String harmless) {
        new RecordedModem()
                .answering("AT+CSQ", harmless + "\r\n+CSQ: 21,99\r\n\r\nOK")
                .recordedIn(folder, 512);

        var written = RecordedModem.everythingIn(folder);
        assertTrue(written.contains(harmless), written);
    }

    @Test
    void theCellOfAListedReportIsCoveredAndItsSignalIsNot() {
        new RecordedModem()
                .answering(
                        "AT+CSQ",
                        "+QENG: \"servingcell\",\"NOCONN\",\"LTE\",\"FDD\",404,10,1A2B3C4,123,1300,3,5,5,7D12,-95,-10,-65,15,40\r\n+CSQ: 21,99\r\n\r\nOK")
                .recordedIn(folder, 512);

        var written = RecordedModem.everythingIn(folder);
        assertTrue(
                written.matches(
                        "(?s).*\\+QENG: \"servingcell\",\"NOCONN\",\"LTE\",\"FDD\",404,10,[0A]{6}.,999,1300,3,5,5,FFFF,-95,-10,-65,15,40.*"),
                written);
    }

    /** Prefixes and places that no list has: the length stays, the words and numbers do not. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aFormatThatNobodyKnowsIsCovered(long seed) {
        var random = new Random(seed);
        var secrets = new ArrayList<String>();
        var lines = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            var secret = secret(random);
            secrets.add(secret);
            lines.add(prefix(random) + around(random, secret));
        }

        new RecordedModem().saying(String.join("\r\n", lines)).recordedIn(folder, 1 + random.nextInt(40));

        assertNothingOf(secrets, folder);
    }

    private static String secret(Random random) {
        var alphabet = random.nextBoolean() ? "0123456789" : "0123456789ABCDEFGHIJKLMNPQRSTUVWXYZ";
        return random.ints(8 + random.nextInt(10), 0, alphabet.length())
                .collect(StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }

    private static String prefix(Random random) {
        var mark = "+^*#%$!_".charAt(random.nextInt(8));
        var name = random.ints(3 + random.nextInt(8), 'A', 'Z' + 1)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append);
        return random.nextInt(4) == 0
                ? ""
                : "" + mark + name + List.of(": ", ":", "=", " ").get(random.nextInt(4));
    }

    private static String around(Random random, String secret) {
        return switch (random.nextInt(6)) {
            case 0 -> "1,\"" + secret + "\"";
            case 1 -> secret + ",0,0";
            case 2 -> "\"x\",,," + secret;
            case 3 -> "value is " + secret + ".";
            case 4 -> "{\"k\":\"" + secret + "\"}";
            default -> secret;
        };
    }

    /** A debug port may say a megabyte, each line of it with another number. */
    @Test
    void aFloodOfNumbersIsCoveredInTime() {
        var random = new Random(5);
        var flood = IntStream.range(0, 20_000)
                .mapToObj(i -> "log " + i + ": id=" + (10_000_000_000L + random.nextInt(1_000_000_000)) + " +AB: \"x")
                .collect(Collectors.joining("\r\n"));
        var one = flood.substring(flood.indexOf("id=") + 3, flood.indexOf("id=") + 14);

        assertTimeout(
                Duration.ofMinutes(5),
                () -> new RecordedModem()
                        .answering("AT+CSQ", "\"+ABC: 1".repeat(20_000) + "\r\n" + flood + "\r\n+CSQ: 21,99\r\n\r\nOK")
                        .recordedIn(folder, 4096));

        assertNothingOf(List.of(one), folder);
    }

    @Test
    void aReplayWithAllOfThemDecidesTheSame() throws Exception {
        for (var slip : slips().filter(s -> !s.said().startsWith("AT")).toList()) {
            var place = folder.resolve(slip.name().replaceAll("[^A-Za-z0-9]", "-"));
            new RecordedModem().saying(slip.said()).recordedIn(place, 512);

            assertEquals(
                    RecordedDongle.documentIn(place),
                    RecordedDongle.timeless(RecordedDongle.replay(place)),
                    slip.name());
        }
    }
}
