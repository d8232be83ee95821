package dev.outpost.adapter.recording;

import dev.outpost.dongle.Scene;
import dev.outpost.dongle.Sight;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.text.Place;
import dev.outpost.uplink.ProbeDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Quectel on one port that is looked at and recorded; what it says can be changed. */
record RecordedModem(Map<String, String> answers, String unasked) {
    RecordedModem() {
        this(usual(), "");
    }

    private static Map<String, String> usual() {
        var answers = new HashMap<String, String>();
        for (var command : List.of("AT", "ATE0", "AT+CMEE=1")) {
            answers.put(command, "OK");
        }
        answers.put("AT+CGMI", "Quectel\r\n\r\nOK");
        answers.put("AT+CGMM", "EC25\r\n\r\nOK");
        answers.put("AT+CGMR", "EC25EFAR06A03M4G\r\n\r\nOK");
        answers.put("AT+CGSN", "867530912345754\r\n\r\nOK");
        answers.put("AT+CPIN?", "+CPIN: READY\r\n\r\nOK");
        answers.put("AT+CSIM=10,\"0020000100\"", "+CSIM: 4,\"63C3\"\r\n\r\nOK");
        answers.put("AT+QPINC?", "+QPINC: \"SC\",3,10\r\n\r\nOK");
        answers.put("AT+CIMI", "404107712398799\r\n\r\nOK");
        answers.put("AT+CCID", "+CCID: 8991101200007654396\r\n\r\nOK");
        answers.put("AT+CEREG?", "+CEREG: 2,1,\"7D99\",\"01A2B3FF\",7\r\n\r\nOK");
        answers.put("AT+COPS?", "+COPS: 0,0,\"airtel\",7\r\n\r\nOK");
        answers.put("AT+CSQ", "+CSQ: 21,99\r\n\r\nOK");
        answers.put("AT+CESQ", "+CESQ: 99,99,255,255,19,51\r\n\r\nOK");
        answers.put("AT+QCFG=\"usbnet\"", "+QCFG: \"usbnet\",0\r\n\r\nOK");
        answers.put("AT+QNWINFO", "+QNWINFO: \"FDD LTE\",\"40410\",\"LTE BAND 3\",1300\r\n\r\nOK");
        answers.put("AT+CGDCONT?", "+CGDCONT: 1,\"IPV4V6\",\"airtelgprs.com\",\"0.0.0.0\",0,0\r\n\r\nOK");
        answers.put("AT+CGPADDR=1", "+CGPADDR: 1,\"100.64.17.18\"\r\n\r\nOK");
        return answers;
    }

    /** The same, and this comes unasked, and in the middle of several answers. */
    RecordedModem saying(String line) {
        var said = new HashMap<>(answers);
        for (var command : List.of("ATE0", "AT+CPIN?", "AT+CSQ", "AT+CEREG?", "AT+CGDCONT?", "AT+COPS?")) {
            said.computeIfPresent(command, (c, answer) -> line + "\r\n" + answer);
        }
        for (var command : List.of("AT+CGMI", "AT+CGMM", "AT+CGMR", "AT+CGSN", "AT+CCID", "AT+CIMI")) {
            said.computeIfPresent(command, (c, answer) -> answer.replace("\r\n\r\nOK", "\r\n" + line + "\r\n\r\nOK"));
        }
        return new RecordedModem(said, "\r\n" + line + "\r\n");
    }

    /** The same, and this stands where its names are waited for. */
    RecordedModem calledAfter(String line) {
        var said = new HashMap<>(answers);
        for (var command : List.of("AT+CGMI", "AT+CGMM", "AT+CGMR", "ATI")) {
            said.put(command, line + "\r\n\r\nOK");
        }
        return new RecordedModem(said, unasked);
    }

    /** The same with another answer. */
    RecordedModem answering(String command, String answer) {
        var said = new HashMap<>(answers);
        said.put(command, answer);
        return new RecordedModem(said, unasked);
    }

    /** Looks at it and records that, its bytes coming in pieces of so many. */
    ProbeDocument recordedIn(Path folder, int piece) {
        var ports = new TalkingPorts(answers, unasked, piece);
        return RecordedDongle.record(
                new Scene(() -> List.of(stick()), ports, path -> Optional.empty(), ports.time()), folder);
    }

    /** It shows on the bus as this. */
    static UsbDevice stick() {
        return new UsbDevice(
                "1-1",
                "2c7c",
                "0125",
                Optional.of("Quectel"),
                Optional.of("EC25-EU"),
                Optional.empty(),
                1,
                Optional.of(500),
                Optional.of(480),
                List.of(new UsbInterface(
                        2,
                        Optional.of(Triple.parse("ff/00/00")),
                        Optional.of(3),
                        Optional.of("option"),
                        Optional.of("/dev/ttyUSB2"),
                        Optional.empty(),
                        Optional.empty())),
                Sight.whole());
    }

    /** All files of a folder as they are, but for the one that explains them, and what each port said with its pieces joined. */
    static String everythingIn(Path folder) {
        try (var files = Files.list(folder)) {
            var all = new StringBuilder();
            for (var file :
                    files.filter(f -> !f.endsWith("README.txt")).sorted().toList()) {
                var text = Files.readString(file);
                all.append(text).append('\n');
                if (file.getFileName().toString().startsWith("port-")) {
                    all.append(saidIn(file, text)).append('\n');
                }
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String saidIn(Path file, String text) {
        var said = new StringBuilder();
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Event.read(line, new Place(file.toString(), 1, 1)))
                .filter(event -> event.kind().isFromModem())
                .forEach(event -> said.append(event.text()));
        return said.toString();
    }
}
