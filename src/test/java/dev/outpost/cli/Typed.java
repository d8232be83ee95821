package dev.outpost.cli;

import dev.outpost.bench.clock.RoomTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** The program as somebody types it, in surroundings where nothing can be contacted. */
final class Typed extends InProcess {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    final Untouched outside;

    Typed(Path state) {
        this(Map.of("XDG_STATE_HOME", state.toString()), false, 80);
    }

    Typed(Map<String, String> environment, boolean terminal, int width) {
        this(environment, terminal, width, new Untouched());
    }

    private Typed(Map<String, String> environment, boolean terminal, int width, Untouched outside) {
        super(Path.of("/nowhere"), environment, terminal, width, NOON, RoomTime.ROOM, outside);
        this.outside = outside;
    }
}
