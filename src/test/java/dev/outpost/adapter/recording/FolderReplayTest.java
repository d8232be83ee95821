package dev.outpost.adapter.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.AtPorts.PortRefused;
import dev.outpost.at.AtPorts.Reason;
import dev.outpost.dongle.Scene;
import dev.outpost.dongle.Sight;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderReplayTest {
    private static final List<String> NODES = List.of("/dev/ttyUSB0", "/dev/ttyUSB1", "/dev/ttyUSB2", "/dev/ttyUSB3");

    @TempDir
    Path folder;

    @BeforeEach
    void record() {
        var talking = new TalkingPorts(
                Map.of(
                        "AT",
                        "OK",
                        "ATE0",
                        "OK",
                        "AT+CMEE=1",
                        "OK",
                        "AT+CGMI",
                        "Quectel\r\n\r\nOK",
                        "AT+CGMM",
                        "EC25\r\n\r\nOK"),
                "",
                64);
        RecordedDongle.record(
                new Scene(
                        () -> List.of(device()),
                        name -> switch (name) {
                            case "/dev/ttyUSB1" -> throw new PortRefused(Reason.DENIED, "no permission for " + name);
                            case "/dev/ttyUSB2" -> throw new PortRefused(Reason.BUSY, name + " is in use");
                            default -> talking.open(name);
                        },
                        path -> path.endsWith("3") ? Optional.of("ModemManager (pid 612)") : Optional.empty(),
                        talking.time()),
                folder);
    }

    @Test
    void refusalsAndHoldersAreMetAgain() throws Exception {
        var replayed = RecordedDongle.replay(folder);

        assertEquals(RecordedDongle.documentIn(folder), RecordedDongle.timeless(replayed));
        var said = replayed.dongles().getFirst().report().ports().toString();
        assertTrue(said.contains("held by ModemManager (pid 612)"), said);
        assertTrue(said.contains("no permission for /dev/ttyUSB1"), said);
        assertTrue(said.contains("/dev/ttyUSB2 is in use"), said);
    }

    @Test
    void anotherOrderFindsItsAnswersAndAnUnknownQuestionIsSilentAndNamed() throws Exception {
        var recorded = new FolderReplay(folder);
        try (var port = recorded.scene().ports().open("/dev/ttyUSB0")) {
            assertTrue(asked(port, "AT+CGMM").contains("EC25"));
            assertTrue(asked(port, "AT+CGMI").contains("Quectel"));
            assertEquals("", asked(port, "AT+WHATEVER"));
            assertTrue(asked(port, "AT+CGMM").contains("EC25"), "the same again");
        }
        assertEquals(List.of("AT+WHATEVER"), recorded.notRecorded("/dev/ttyUSB0"));
    }

    @Test
    void aPortThatWasNotThereIsMissing() {
        var scene = new FolderReplay(folder).scene();

        var refused = assertThrows(PortRefused.class, () -> scene.ports().open("/dev/ttyUSB9"));

        assertEquals(Reason.MISSING, refused.reason());
    }

    @Test
    void aRecordingThatWasCutOffIsRefused() throws Exception {
        Files.delete(folder.resolve("recording.json"));

        assertEquals(ProblemCode.RECORDING_INCOMPLETE, problem().problem().code());
    }

    @Test
    void aPortThatWasCutOffIsNamedWithItsLine() throws Exception {
        var file = folder.resolve("port-1.txt");
        var lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 6));

        assertTrue(
                problem().problem().what().contains("port-1.txt:7:1: the file has 3 events"),
                problem().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "port-1.txt, heard, hears",
        "port-1.txt, opened, open",
        "port-1.txt, \\r, \\q",
        "port-1.txt, \\r, \\xZZ",
        "port-1.txt, \\r, \\",
        "port-1.txt, opened, closed",
        "usb.json, 2c7c, xyz",
        "usb.json, ff/00/00, ff-00-00",
        "usb.json, '\"vid\"', '\"vidd\"'",
        "usb.json, '{', '['",
        "usb.json, 480, 99999999999999",
        "recording.json, port-1.txt, ../../../etc/passwd",
        "recording.json, port-1.txt, port-9.txt",
        "recording.json, '\"all\"', '\"most\"'",
        "recording.json, outpost.recording/1, outpost.recording/7",
        "recording.json, '}', ''",
    })
    void aGarbledFolderIsAProblemWithItsPlace(String file, String text, String other) throws Exception {
        var path = folder.resolve(file);
        var before = Files.readString(path);
        assertTrue(before.contains(text), before);
        Files.writeString(path, before.replace(text, other));

        var problem = problem().problem();

        assertEquals(Exit.USAGE, problem.exit());
        assertTrue(problem.what().matches("(?s).*(json|txt):\\d+:\\d+: .*"), problem.what());
    }

    @ParameterizedTest
    @ValueSource(strings = {"port-1.txt", "usb.json", "recording.json"})
    void noiseInsteadOfAFileIsAProblem(String file) throws Exception {
        var noise = new byte[4096];
        new java.util.Random(7).nextBytes(noise);
        Files.write(folder.resolve(file), noise);

        assertEquals(Exit.USAGE, problem().problem().exit());
    }

    @Test
    void pathsAndHostsOfSomebodyBecomePlain() {
        var disguise = new Disguise();
        var names = new FolderWriter.RedactedNames(disguise);

        assertEquals("/dev/port", names.learn("/home/alice/modem"));
        assertEquals("/dev/port-2", names.learn("/home/bob/modem"));
        assertEquals("/dev/ttyUSB0", names.learn("/dev/ttyUSB0"));
        assertEquals("tcp:192.0.2.1:2000", names.learn("tcp:alices-laptop.lan:2000"));
        assertEquals("nobody listens at 192.0.2.1:2000", disguise.words("nobody listens at alices-laptop.lan:2000"));
        assertEquals("/dev/port is gone", disguise.words("/home/alice/modem is gone"));
    }

    @Test
    void timesThatCannotBeDoNotHangIt() throws Exception {
        var file = folder.resolve("port-1.txt");
        var wild = new StringBuilder();
        for (var line : Files.readAllLines(file)) {
            wild.append(
                            line.startsWith("#")
                                    ? line
                                    : line.replaceFirst("^ *\\d+", wild.length() % 2 == 0 ? "999999999" : "0"))
                    .append('\n');
        }
        Files.writeString(file, wild);

        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> assertEquals(1, RecordedDongle.replay(folder).dongles().size()));
    }

    private ProblemException problem() {
        return assertThrows(ProblemException.class, () -> new FolderReplay(folder));
    }

    private static String asked(dev.outpost.at.AtPort port, String command) throws IOException {
        port.write((command + "\r").getBytes(StandardCharsets.ISO_8859_1));
        var said = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            said.append(new String(port.read(Duration.ofMillis(150)), StandardCharsets.ISO_8859_1));
        }
        return said.toString();
    }

    private static UsbDevice device() {
        return new UsbDevice(
                "1-1",
                "2c7c",
                "0125",
                Optional.of("Quectel"),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.of(500),
                Optional.of(480),
                java.util.stream.IntStream.range(0, NODES.size())
                        .mapToObj(i -> new UsbInterface(
                                i,
                                Optional.of(Triple.parse("ff/00/00")),
                                Optional.of(3),
                                Optional.of("option"),
                                Optional.of(NODES.get(i)),
                                Optional.empty(),
                                Optional.empty()))
                        .toList(),
                Sight.whole());
    }
}
