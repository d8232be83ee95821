package dev.outpost.adapter.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.Scene;
import dev.outpost.dongle.Sight;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.text.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of nobody that are known here, said in every way that modems say them: none may reach the disk. */
class CanaryTest {
    private static final String IMEI = "352099001761481";
    private static final String IMSI = "404107812345678";
    private static final String ICCID = "8991101200003204510";
    private static final String PHONE = "919876543210";
    private static final String SERIAL = "K7J4N2P9Q8";
    private static final String MAC = "0c5b8f279a64";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 512})
    void noNumberOfAPersonReachesTheDiskHoweverItIsCut(int piece) throws Exception {
        record(answers(), unasked(), piece);

        var written = everything(folder);
        for (var secret : secrets()) {
            assertFalse(
                    written.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)),
                    () -> "found " + secret + " in\n" + written);
        }
        assertFalse(written.contains("Alice"), written);
    }

    @Test
    void theReplayDecidesTheSame() throws Exception {
        var recorded = record(answers(), unasked(), 5);

        var replayed = RecordedDongle.replay(folder);

        assertEquals(RecordedDongle.documentIn(folder), RecordedDongle.timeless(replayed));
        var sim = replayed.dongles().getFirst().report().sim();
        // in words: the card's own number, which no word shows, is another one
        assertEquals(recorded.dongles().getFirst().report().sim().toString(), sim.toString());
        assertEquals(Optional.of("404-10"), sim.operator());
        assertEquals(
                recorded.dongles().getFirst().report().identity().imei(),
                replayed.dongles().getFirst().report().identity().imei());
    }

    @Test
    void twoDevicesStayTwo() {
        var disguise = new Disguise();
        var one = disguise.number(IMEI);
        var other = disguise.number("352099001761499");

        assertFalse(one.equals(other), one);
        assertEquals(one, disguise.number(IMEI));
        assertEquals(
                one.substring(0, 14),
                disguise.number(IMEI.substring(0, 14) + "23").substring(0, 14));
        assertEquals(0, Digits.luhn(one));
        assertEquals(IMEI.length(), one.length());
        assertTrue(one.startsWith("35") && one.endsWith("81"), one);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws Exception {
        record(answers(), "", 64);

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
    }

    private dev.outpost.uplink.ProbeDocument record(Map<String, String> answers, String unasked, int piece) {
        var ports = new TalkingPorts(answers, unasked, piece);
        return RecordedDongle.record(
                new Scene(() -> List.of(device()), ports, path -> Optional.empty(), ports.time()), folder);
    }

    private static UsbDevice device() {
        var serial = UsbInterface.unbound(0, Triple.parse("ff/02/12"), 3);
        return new UsbDevice(
                "1-1",
                "12d1",
                "1506",
                Optional.of("HUAWEI_MOBILE"),
                Optional.of("Stick " + IMEI),
                Optional.of(SERIAL),
                1,
                Optional.of(500),
                Optional.of(480),
                List.of(
                        new UsbInterface(
                                0,
                                serial.triple(),
                                serial.endpoints(),
                                Optional.of("option"),
                                Optional.of("/dev/serial/by-id/usb-HUAWEI_" + SERIAL + "-if00"),
                                Optional.empty(),
                                Optional.empty()),
                        new UsbInterface(
                                2,
                                Optional.of(Triple.parse("ff/02/16")),
                                Optional.of(1),
                                Optional.of("huawei_cdc_ncm"),
                                Optional.empty(),
                                Optional.of("enx" + MAC),
                                Optional.of("/dev/cdc-wdm0"))),
                Sight.whole());
    }

    private static String unasked() {
        return "\r\nRING\r\n\r\n+CLIP: \"+" + PHONE + "\",145,,,\"Alice\",0\r\n"
                + "\r\n+CMT: \"+" + PHONE + "\",,\"26/11/22\"\r\nAlice says hello, call " + PHONE + "\r\n"
                + "\r\n^BOOT:20123456,0,0,0,20\r\n";
    }

    private static Map<String, String> answers() {
        var answers = new HashMap<String, String>();
        for (var command : List.of("AT", "ATE0", "AT+CMEE=1", "AT^CURC=0")) {
            answers.put(command, "OK");
        }
        answers.put("AT+CGMI", "huawei\r\n\r\nOK");
        // no model: so ATI is asked too
        answers.put(
                "ATI",
                "Manufacturer: huawei\r\nModel: E3372\r\nRevision: 21.200.07.00.284\r\nIMEI: " + IMEI + "\r\nIMEISV: "
                        + IMEI.substring(0, 14) + "23\r\nSN: " + SERIAL
                        + "\r\nMAC: 0C:5B:8F:27:9A:64\r\n+GCAP: +CGSM\r\n\r\nOK");
        answers.put("AT+CGSN", IMEI.substring(0, 6) + "\r\n^RSSI:24\r\n" + IMEI.substring(6) + "\r\n\r\nOK");
        answers.put("AT+CPIN?", "+CPIN: READY\r\n\r\nOK");
        answers.put("AT+CIMI", IMSI + "\r\n\r\nOK");
        answers.put("AT^ICCID?", "^ICCID: " + Digits.swapped(ICCID) + "\r\n\r\nOK");
        answers.put("AT+CSIM=10,\"0020000100\"", "+CSIM: 4,\"63C3\"\r\n\r\nOK");
        answers.put("AT+CRSM=176,28589,0,0,4", "+CRSM: 144,0,\"00000002\"\r\n\r\nOK");
        answers.put("AT+CRSM=176,28486,0,0,17", "+CRSM: 144,0,\"" + utf16(PHONE) + "\"\r\n\r\nOK");
        answers.put("AT+CEREG?", "+CEREG: 2,1,\"7D12\",\"01A2B3C4\",7\r\n\r\nOK");
        answers.put("AT+COPS?", "+COPS: 0,0,\"airtel\",7\r\n\r\nOK");
        answers.put("AT+CSQ", "+CSQ: 21,99\r\n+CUSD: 0,\"Dear Alice, your number is " + PHONE + "\",15\r\n\r\nOK");
        answers.put(
                "AT^SYSINFOEX",
                "^SYSINFOEX:2,3,0,1,,6,\"LTE\",101,\"LTE\"\r\n+CNUM: \"Alice\",\"" + PHONE + "\",129\r\n\r\nOK");
        answers.put(
                "AT^NDISSTATQRY?",
                "^NDISSTATQRY: 1,,,\"IPV4\"\r\n$GPGGA,101112.00,5231.1234,N,01324.5678,E,1,08,0.9,34.5,M,,M,,*47\r\n\r\nOK");
        answers.put("AT^DHCP?", "^DHCP: 07B9E458,F8FFFFFF,01B9E458,01B9E458,0,0,150000000,150000000\r\n\r\nOK");
        answers.put("AT+CGPADDR=1", "+CGPADDR: 1,\"88.228.185.7\"\r\n\r\nOK");
        answers.put(
                "AT^SETPORT?",
                "+CRSM: 144,0,\"08" + Digits.swapped("9" + IMSI) + "\"\r\n^SETPORT:FF;12,10,16\r\n\r\nOK");
        answers.put(
                "AT^CPIN?",
                "^CPIN: READY,,10,3,10,3\r\n"
                        + Digits.bytes(Digits.swapped(IMSI).replace("F", "0")) + "\r\n^X:" + Digits.each("3", IMEI)
                        + "\r\n\r\nOK");
        return answers;
    }

    private static String utf16(String text) {
        return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
    }

    private static List<String> secrets() {
        var secrets = new ArrayList<String>();
        for (var number : List.of(IMEI, IMSI, ICCID, PHONE)) {
            secrets.add(number);
            secrets.add(Digits.swapped(number).replaceAll("F.?$", ""));
            secrets.add(Digits.each("3", number));
            secrets.add(utf16(number));
            secrets.add(Digits.bytes(Digits.swapped(number).replace("F", "0")).substring(1, 6));
        }
        secrets.addAll(
                List.of(IMEI.substring(3, 12), IMSI.substring(6), ICCID.substring(8, 16), PHONE.substring(3, 10)));
        secrets.addAll(List.of(SERIAL, MAC, "279a64", "27:9A:64", "5231.1", "1324.5", "01A2B3C4", "185.7", "07B9E4"));
        return secrets;
    }

    /** All files as they are, and what each port said with its pieces joined, with and without what is no digit. */
    private static String everything(Path folder) throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var text = Files.readString(file);
                all.append(text);
                if (file.getFileName().toString().startsWith("port-")) {
                    var said = said(file, text);
                    all.append(said)
                            .append('\n')
                            .append(said.replaceAll("[^0-9]", ""))
                            .append('\n');
                }
            }
        }
        return all.toString();
    }

    private static String said(Path file, String text) {
        var said = new StringBuilder();
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Event.read(line, new Place(file.toString(), 1, 1)))
                .filter(event -> event.kind().isFromModem())
                .forEach(event -> said.append(event.text()));
        return said.toString();
    }
}
