package dev.outpost.dongle;

import dev.outpost.step.Deadline;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes as whoever owns its count says, and by every pause; who waits for a result waits by the computer's own. */
public record PlayedTime(AtomicLong count) implements Ticker {
    @Override
    public long nanos() {
        return count.get();
    }

    @Override
    public void pause(Duration time) {
        count.addAndGet(time.toNanos());
    }

    @Override
    public Deadline in(Duration limit) {
        return Ticker.REAL.in(limit);
    }
}
