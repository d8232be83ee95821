package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.at.AtPort;
import dev.outpost.dongle.PlayedTime;
import dev.outpost.dongle.Prober;
import dev.outpost.profile.ProfileBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What modems say, played through the whole look at a port: a file for each manner of speaking in src/test/resources/modems. A line of it is a
 * command and its answer, {@code before} or {@code after} a command and what comes there unasked, {@code expect} and a fact. What a file does not
 * name is answered by {@code like.txt}; what that does not name either, with ERROR.
 */
class SaidByModemsTest {
    private static final Path FOLDER = Path.of("src/test/resources/modems");

    private static final Set<String> CALM = Set.of("AT", "ATE0", "ATV1", "ATQ0V1E0", "AT+CMEE=1", "AT^CURC=0");

    static Stream<String> names() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream()
                    .filter(name -> !name.equals("like.txt"));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isUnderstood(String name) throws IOException {
        var said = lines(name);
        var modem = new PlayedModem(said);

        var found = probe(modem);

        var expected = facts(said, "expect ");
        assertTrue(!expected.isEmpty(), name + " expects nothing");
        expected.forEach((fact, value) -> check(fact, value, found));
        modem.disturbed().forEach(command -> assertTrue(modem.sent.contains(command), command + " was not asked"));
        modem.sent.forEach(
                line -> assertTrue(!line.matches(".*(CFUN=|CPIN=|CLCK=\"SC\",[01]|COPS=|CGDCONT=).*"), line));
    }

    private static ProbeDocument probe(PlayedModem modem) {
        return new DongleProbe(
                        new Prober(path -> modem, path -> Optional.empty(), new PlayedTime(modem.now)),
                        ProfileBook.shipped(),
                        String::equals,
                        modem::nanos)
                .ports(List.of("/dev/ttyUSB2"), List.of());
    }

    private static void check(String fact, String value, ProbeDocument found) {
        switch (fact) {
            case "says" -> assertTrue(words(found).matches("(?s).*(" + value + ").*"), () -> words(found));
            case "problem" ->
                assertEquals(
                        value,
                        found.problem()
                                .map(problem -> problem.code().toString())
                                .orElse("none"),
                        () -> words(found));
            case "within" ->
                assertTrue(
                        found.elapsed().compareTo(Duration.parse("PT" + value)) <= 0, () -> "took " + found.elapsed());
            default -> assertEquals(value, String.valueOf(at(found, fact)), () -> fact + ": " + words(found));
        }
    }

    /** The value at a path of the document's first dongle, {@code sim.detail}. */
    private static Object at(ProbeDocument found, String path) {
        Object value = ((List<?>) Objects.requireNonNull(found.toJson().get("dongles"))).getFirst();
        for (var key : path.split("\\.")) {
            assertTrue(value instanceof Map<?, ?> map && map.containsKey(key), path);
            value = ((Map<?, ?>) value).get(key);
        }
        var plain = value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
        return plain == null ? "null" : plain;
    }

    private static String words(ProbeDocument found) {
        return String.join("\n", found.dongles().getFirst().report().warnings()) + "\n"
                + found.problem()
                        .map(p -> p.code() + " " + p.what() + "\n" + p.because() + "\n" + p.next())
                        .orElse("");
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(FOLDER.resolve(name), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The lines that begin so, cut at the first two blanks or, where there are none, at the first one. */
    private static Map<String, String> facts(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).split(line.contains("  ") ? " {2,}" : " ", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part.length > 1 ? part[1] : "", (a, b) -> b));
    }

    /** Answers from a table; waiting costs it no time but its own. */
    private static final class PlayedModem implements AtPort {
        final Queue<String> sent = new ConcurrentLinkedQueue<>();
        private final Map<String, String> answers = new HashMap<>();
        private final Map<String, String> before;
        private final Map<String, String> after;
        private final Map<String, Integer> asked = new HashMap<>();
        private final Queue<byte[]> coming = new ArrayDeque<>();
        final AtomicLong now = new AtomicLong();

        PlayedModem(List<String> lines) throws IOException {
            Stream.concat(lines("like.txt").stream(), lines.stream())
                    .filter(line -> line.startsWith("AT"))
                    .map(line -> line.split(" {2,}", 2))
                    .forEach(part -> answers.put(part[0], part[1]));
            before = facts(lines, "before ");
            after = facts(lines, "after ");
        }

        /** Where something comes unasked. */
        List<String> disturbed() {
            return Stream.concat(before.keySet().stream(), after.keySet().stream())
                    .toList();
        }

        long nanos() {
            return now.get();
        }

        @Override
        public String name() {
            return "played";
        }

        @Override
        public void write(byte[] bytes) {
            var command = new String(bytes, StandardCharsets.US_ASCII).strip().toUpperCase(Locale.ROOT);
            sent.add(command);
            says(before.getOrDefault(command, ""));
            var turns = answers.getOrDefault(command, CALM.contains(command) ? "OK" : "ERROR")
                    .split(" then ");
            says(turns[Math.min(asked.merge(command, 1, Integer::sum), turns.length) - 1]);
            says(after.getOrDefault(command, ""));
        }

        /** "silence" is none; a backslash and n is a line end, framed as modems do. */
        private void says(String text) {
            if (!text.isEmpty() && !text.equals("silence")) {
                var framed = "\r\n" + text.replace("\\n", "\r\n") + "\r\n";
                coming.add(framed.getBytes(StandardCharsets.ISO_8859_1));
            }
        }

        @Override
        public byte[] read(Duration wait) {
            var next = coming.poll();
            now.addAndGet(next == null ? Math.max(wait.toNanos(), 1_000) : 1_000_000);
            return next == null ? new byte[0] : next;
        }

        @Override
        public void close() {
            coming.clear();
        }
    }
}
