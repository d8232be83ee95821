package dev.outpost.cli;

import dev.outpost.step.Exit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program as somebody types it, in surroundings where nothing can be contacted. */
final class Typed {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    final Untouched outside = new Untouched();
    private final Map<String, String> environment;
    private final boolean terminal;
    private final int width;
    String out = "";
    String err = "";

    Typed(Path state) {
        this(Map.of("XDG_STATE_HOME", state.toString()), false, 80);
    }

    Typed(Map<String, String> environment, boolean terminal, int width) {
        this.environment = environment;
        this.terminal = terminal;
        this.width = width;
    }

    Exit run(String... words) {
        var stdout = new ByteArrayOutputStream();
        var stderr = new ByteArrayOutputStream();
        var around = new Surroundings(
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                terminal,
                true,
                width,
                environment,
                what -> Optional.empty(),
                what -> Optional.empty(),
                Path.of("/nowhere"),
                NOON,
                outside);
        var exit = new Program(around).run(List.of(words));
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return exit;
    }
}
