package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The clock is not in the past: WireGuard drops handshakes with stamps that are older than the last one.
 *
 * @param now the laptop's time
 */
public record SetClock(Instant now) implements Step<RouterFacts> {
    /** NTP does the rest once there is internet. */
    private static final Duration TOLERATED = Duration.ofMinutes(10);

    public SetClock {
        now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public String title() {
        return "the clock is right";
    }

    @Override
    public Finding check(RouterFacts router) {
        var behind = Duration.between(router.clock(), now);
        return Finding.of(
                behind.compareTo(TOLERATED) > 0 ? List.of(new SystemChange.SetClock(router.clock(), now)) : List.of(),
                "the clock says " + router.clock());
    }
}
