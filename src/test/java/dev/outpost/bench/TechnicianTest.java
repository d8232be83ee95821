package dev.outpost.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TechnicianTest {
    private final AtomicBoolean tunnel = new AtomicBoolean();
    private final AtomicInteger moves = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);
    private final Technician technician = new Technician("barn-1", this::look, moves::incrementAndGet, now::get, 100);

    @AfterEach
    void goHome() {
        technician.close();
    }

    @Test
    void movesTheCableOnceTheTunnelHasBeenUpForTwoSeconds() {
        tunnel.set(true);
        looksAgain();
        assertEquals(0, moves.get());

        now.set(Duration.ofSeconds(2));

        await().until(() -> moves.get() == 1);
        looksNoMore();
        assertEquals(1, moves.get());
    }

    @Test
    void startsToCountAgainWhenTheTunnelBreaks() {
        tunnel.set(true);
        looksAgain();
        tunnel.set(false);
        looksAgain();
        now.set(Duration.ofSeconds(3));
        tunnel.set(true);
        looksAgain();

        assertEquals(0, moves.get());
    }

    @Test
    void leavesTheCableAloneWhenSomebodyElseHasIt() {
        technician.isRelieved();
        tunnel.set(true);
        now.set(Duration.ofSeconds(9));

        looksNoMore();

        assertEquals(0, moves.get());
    }

    private boolean look() {
        looks.incrementAndGet();
        return tunnel.get();
    }

    private void looksAgain() {
        int before = looks.get();
        await().until(() -> looks.get() >= before + 2);
    }

    private void looksNoMore() {
        technician.close();
    }
}
