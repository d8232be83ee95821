package dev.outpost.bench.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.ProbedPort.Role;
import dev.outpost.uplink.ProbeDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a probe must find on a simulated dongle: the file {@code expect} beside its data, one fact a line. */
record Expectation(List<String> lines) {
    private static final List<String> FROM_SURE_TO_GUESS = List.of("sure", "likely", "guess");

    static Expectation of(Path folder) throws IOException {
        return new Expectation(DongleFolder.meaningful(Files.readString(folder.resolve("expect"))));
    }

    /** Asserts every line, and that nothing was sent that a look must not send. */
    void isMetBy(ProbedDongle probed) {
        for (var line : lines) {
            var words = line.split("\\s+", 2);
            check(words[0], words.length > 1 ? words[1] : "", probed);
        }
        NeverList.holdsFor(probed.dongle().heard());
    }

    private static void check(String fact, String value, ProbedDongle probed) {
        var report = probed.found().report();
        switch (fact) {
            case "mode" -> assertEquals(value, report.mode().word(), fact);
            case "at" -> assertEquals(value, atInterface(report), () -> "at: " + report.ports());
            case "role" -> role(value.split("\\s+"), report);
            case "manufacturer" ->
                assertEquals(Optional.of(value), report.identity().manufacturer(), fact);
            case "model" -> assertEquals(Optional.of(value), report.identity().model(), fact);
            case "sim" -> assertEquals(value, report.sim().state().word(), fact);
            case "tries" ->
                assertEquals(Optional.of(Integer.valueOf(value)), report.sim().pinTriesLeft(), fact);
            case "operator" -> assertEquals(Optional.of(value), report.sim().operator(), fact);
            case "apn" -> assertEquals(Optional.of(value), report.sim().apn().value(), fact);
            case "registration" ->
                assertEquals(value, report.network().registration().name().toLowerCase(Locale.ROOT), fact);
            case "rsrp" ->
                assertEquals(
                        Optional.of(Double.valueOf(value)), report.network().rsrp(), fact);
            case "profile" -> assertEquals(Optional.of(value), report.profile(), fact);
            case "uplink" -> uplink(value.split("\\s+"), probed.found());
            case "within" ->
                assertTrue(probed.took().compareTo(Duration.parse("PT" + value)) < 0, () -> "took " + probed.took());
            case "never-written" -> assertEquals(List.of(), heard(value, probed.dongle()), fact);
            default -> throw new AssertionError("no such expectation: " + fact);
        }
    }

    private static String atInterface(ProbeReport report) {
        return report.atPort()
                .filter(port -> port.role() == Role.AT)
                .flatMap(ProbedPort::interfaceNumber)
                .map(String::valueOf)
                .orElse("none");
    }

    private static void role(String[] words, ProbeReport report) {
        var wanted = Optional.of(Integer.valueOf(words[0]));
        var role = report.ports().stream()
                .filter(port -> port.interfaceNumber().equals(wanted))
                .map(port -> port.role().word())
                .findFirst();
        assertEquals(Optional.of(words[1]), role, () -> "role: " + report.ports());
    }

    /** The first kind, and the most confidence that it may be given. */
    private static void uplink(String[] words, ProbeDocument.Dongle found) {
        var best = found.best().orElseThrow(() -> new AssertionError("no uplink"));
        assertEquals(words[0], best.kind().word(), best::toString);
        assertTrue(
                FROM_SURE_TO_GUESS.indexOf(best.confidence().word()) >= FROM_SURE_TO_GUESS.indexOf(words[1]),
                best::toString);
    }

    private static List<String> heard(String port, SimulatedDongle dongle) {
        return port.isEmpty()
                ? dongle.heard()
                : dongle.port(Integer.parseInt(port)).orElseThrow().heard();
    }
}
