package dev.outpost.cli;

import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The seconds that somebody at a terminal has waited. */
final class Elapsed {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Elapsed() {}

    /** Calls once a second, from a thread of its own, until the answer is no. */
    static void eachSecond(BooleanSupplier goesOn) {
        var _ = Thread.ofVirtual().name("counting seconds").start(() -> {
            try {
                do {
                    Ticker.REAL.pause(SECOND);
                } while (goesOn.getAsBoolean());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** {@code 0:12 of 1:30}. */
    static String words(Duration elapsed, Optional<Duration> limit) {
        return clock(elapsed) + limit.map(end -> " of " + clock(end)).orElse("");
    }

    private static String clock(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }
}
