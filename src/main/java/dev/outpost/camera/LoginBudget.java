package dev.outpost.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How often a wrong password may be offered: a camera locks out everybody after a few. One a run, two an hour, written down
 * so that the next run knows.
 */
public final class LoginBudget {
    private static final int AN_HOUR = 2;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Path file;
    private final Clock clock;
    private final Set<String> failedInThisRun = new HashSet<>();

    /**
     * @param file the site's own; may be missing
     */
    public LoginBudget(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Whether the camera may be offered a password now. */
    public synchronized boolean allows(String camera) {
        return !failedInThisRun.contains(camera) && recent(camera).size() < AN_HOUR;
    }

    Instant now() {
        return clock.instant();
    }

    /** When the next try is due, where the hour's two are spent. */
    public synchronized Optional<Instant> next(String camera) {
        var recent = recent(camera);
        return recent.size() < AN_HOUR
                ? Optional.empty()
                : Optional.of(recent.get(recent.size() - AN_HOUR).plus(HOUR));
    }

    /** The camera refused the password. */
    public synchronized void failed(String camera) {
        failedInThisRun.add(camera);
        try {
            Files.writeString(
                    file, clock.instant() + " " + camera + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Instant> recent(String camera) {
        if (!Files.exists(file)) {
            return List.of();
        }
        var since = clock.instant().minus(HOUR);
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(" "))
                    .filter(words -> words.length == 2 && words[1].equals(camera))
                    .flatMap(words -> time(words[0]))
                    .filter(time -> time.isAfter(since))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Instant> time(String text) {
        try {
            return Stream.of(Instant.parse(text));
        } catch (DateTimeParseException halfWritten) {
            return Stream.empty();
        }
    }
}
