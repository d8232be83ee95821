package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import dev.outpost.step.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The program as somebody types it, inside this JVM and in the time of the bench's room, with everything that it prints. */
class InProcess {
    String out = "";
    String err = "";

    /** How many documents of the last line were held against their schemas. */
    int documents;

    private static final Set<String> TELLING = Set.of("plan", "apply", "verify", "replace");

    /** A document, or one of several that follow each other. */
    private static final Pattern DOCUMENT =
            Pattern.compile("(?ms)^\\{\\s*\"schema\" ?: ?\"outpost\\.([a-z-]+)/1\".*?\\}$(?=\n(?:\\{|\\z))");

    private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    private final Surroundings around;

    /** With the real adapters, 100 columns wide. */
    InProcess(Path laptop, Map<String, String> environment) {
        this(laptop, environment, RoomTime.ROOM);
    }

    InProcess(Path laptop, Map<String, String> environment, int width) {
        this(laptop, environment, false, width, Clock.systemUTC(), RoomTime.ROOM, new Wiring());
    }

    InProcess(Path laptop, Map<String, String> environment, Ticker ticker) {
        this(laptop, environment, false, 100, Clock.systemUTC(), ticker, new Wiring());
    }

    InProcess(
            Path laptop,
            Map<String, String> environment,
            boolean terminal,
            int width,
            Clock clock,
            Ticker ticker,
            Wiring outside) {
        this(laptop, environment, terminal, width, clock, ticker, outside, what -> Optional.empty());
    }

    /** With somebody who answers questions. */
    InProcess(
            Path laptop,
            Map<String, String> environment,
            boolean terminal,
            int width,
            Clock clock,
            Ticker ticker,
            Wiring outside,
            Function<String, Optional<String>> person) {
        around = new Surroundings(
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                terminal,
                true,
                width,
                environment,
                what -> Optional.empty(),
                person,
                laptop,
                clock,
                ticker,
                outside);
    }

    /** Types a line; runs for a site tell all that they see. */
    Exit run(String... words) {
        return TELLING.contains(words[0])
                ? runShort(Stream.concat(Stream.of(words), Stream.of("-v")).toArray(String[]::new))
                : runShort(words);
    }

    /** One of its commands, as a run of the program makes it. */
    <T> T command(Class<T> type) {
        return new Program(around)
                .commandLine().getSubcommands().values().stream()
                        .map(CommandLine::getCommand)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .findFirst()
                        .orElseThrow();
    }

    Surroundings around() {
        return around;
    }

    /** What stands on the screen by now. */
    String printed() {
        return stdout.toString(StandardCharsets.UTF_8);
    }

    /** Types a line as it is, and looks at nothing. */
    Exit type(String... words) {
        stdout.reset();
        stderr.reset();
        var exit = new Program(around).run(List.of(words));
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return exit;
    }

    /** Types a line as it is. */
    Exit runShort(String... words) {
        var exit = type(words);
        documents = 0;
        if (String.join("=", words).contains("--format=json")) {
            DOCUMENT.matcher(out).results().forEach(found -> assertFits(found.group(1), found.group()));
        }
        return exit;
    }

    /** Whatever a test is about: what a program prints for programs is as its schema says. */
    private void assertFits(String schema, String document) {
        documents++;
        var name = schema.equals("relay") ? "relay-show" : schema; // that name is the file's
        assertEquals(List.of(), Schema.errors(name, document), () -> schema + " of " + document);
    }
}
