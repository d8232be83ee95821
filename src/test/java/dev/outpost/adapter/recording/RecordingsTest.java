package dev.outpost.adapter.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.dongle.ProbedPort;
import dev.outpost.text.Yaml;
import dev.outpost.uplink.ProbeDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recording that anybody sent still comes to its verdict. To add one, add its folder; where the program was wrong, correct document.json. */
class RecordingsTest {
    private static final Path FOLDERS = Path.of("src/test/resources/recordings");

    static Stream<String> names() throws IOException {
        try (var folders = Files.list(FOLDERS)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void comesToItsVerdict(String name) {
        var folder = FOLDERS.resolve(name);
        var wanted = ProbeDocument.fromJson(Yaml.file(folder.resolve("document.json")));

        assertEquals(verdicts(wanted), verdicts(RecordedDongle.replay(folder)));
    }

    private static String verdicts(ProbeDocument document) {
        return document.dongles().stream().map(RecordingsTest::verdict).collect(Collectors.joining("\n"));
    }

    /** What must not change; reasons and other words may. */
    private static String verdict(ProbeDocument.Dongle dongle) {
        var report = dongle.report();
        return String.join(
                "\n",
                report.usb().map(usb -> usb.id()).orElse("no USB") + " "
                        + report.mode().word(),
                report.ports().stream().map(RecordingsTest::port).collect(Collectors.joining("\n")),
                report.identity().manufacturer() + " " + report.identity().model() + " "
                        + report.identity().revision() + " " + report.identity().imei(),
                report.sim().state() + " " + report.sim().operator() + " "
                        + report.sim().pinTriesLeft() + " " + report.sim().iccid() + " "
                        + report.sim().apn().value(),
                report.network().registration() + " " + report.network().technology() + " "
                        + report.network().rsrp(),
                dongle.uplinks().stream()
                        .map(u -> u.kind() + " " + u.confidence().word() + " " + u.device())
                        .collect(Collectors.joining("\n")),
                List.of(report.profile()).toString());
    }

    private static String port(ProbedPort port) {
        return port.path() + " " + port.role().word();
    }
}
