package dev.outpost.camera;

import dev.outpost.ledger.PrivateFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
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
    private static final String LOCKED = "locked-until";

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
        return !failedInThisRun.contains(camera) && next(camera).isEmpty();
    }

    Instant now() {
        return clock.instant();
    }

    /** When the next try is due, where the hour's two are spent, or the camera has locked itself. */
    public synchronized Optional<Instant> next(String camera) {
        var recent = recent(camera);
        var spent = recent.size() < AN_HOUR
                ? Stream.<Instant>empty()
                : Stream.of(recent.get(recent.size() - AN_HOUR).plus(HOUR));
        return Stream.concat(spent, locks(camera)).max(Comparator.naturalOrder());
    }

    /** Writes down what a refusal cost, and what it forbids. */
    void note(String camera, Session session) {
        var refusal = session.refusal();
        if (refusal.isPresent() && session.hasOffered()) {
            failed(camera);
        }
        refusal.flatMap(LoginRefusal::lockedFor)
                .ifPresent(time -> lockedUntil(camera, clock.instant().plus(time)));
    }

    /** The camera says that it lets nobody in before that moment. */
    synchronized void lockedUntil(String camera, Instant end) {
        failedInThisRun.add(camera);
        PrivateFiles.append(file, clock.instant() + " " + camera + " " + LOCKED + " " + end);
    }

    /** The camera refused the password. */
    public synchronized void failed(String camera) {
        failedInThisRun.add(camera);
        PrivateFiles.append(file, clock.instant() + " " + camera);
    }

    private List<Instant> recent(String camera) {
        var since = clock.instant().minus(HOUR);
        return lines(camera)
                .filter(words -> words.length == 2)
                .flatMap(words -> time(words[0]))
                .filter(time -> time.isAfter(since))
                .toList();
    }

    private Stream<Instant> locks(String camera) {
        var now = clock.instant();
        return lines(camera)
                .filter(words -> words.length == 4 && words[2].equals(LOCKED))
                .flatMap(words -> time(words[3]))
                .filter(time -> time.isAfter(now));
    }

    private Stream<String[]> lines(String camera) {
        return PrivateFiles.read(file).stream()
                .flatMap(String::lines)
                .map(line -> line.split(" "))
                .filter(words -> words.length > 1 && words[1].equals(camera));
    }

    private static Stream<Instant> time(String text) {
        try {
            return Stream.of(Instant.parse(text));
        } catch (DateTimeParseException halfWritten) {
            return Stream.empty();
        }
    }
}
