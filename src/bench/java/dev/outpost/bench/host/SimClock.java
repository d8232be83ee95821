package dev.outpost.bench.host;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time of one simulated computer: an uptime that only grows, and a wall clock that anybody may set.
 *
 * <p>Simulated time runs {@code speed} times faster than real time, so delays keep their order and their ratios.
 */
public final class SimClock {
    private final double speed;
    private long bootedAt = System.nanoTime();
    private Instant wallAtBoot;

    /**
     * @param speed simulated seconds in one real second; 1 for real time
     * @param wall what the wall clock shows at boot; routers without a battery start in the past
     */
    public SimClock(double speed, Instant wall) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a clock runs forward: speed " + speed);
        }
        this.speed = speed;
        this.wallAtBoot = wall;
    }

    public double speed() {
        return speed;
    }

    /** Time since the last boot. */
    public synchronized Duration uptime() {
        return simulated(Duration.ofNanos(System.nanoTime() - bootedAt));
    }

    public synchronized Instant wall() {
        return wallAtBoot.plus(uptime());
    }

    public synchronized void setWall(Instant now) {
        wallAtBoot = now.minus(uptime());
    }

    /** A boot: the uptime begins again at zero, the wall clock at what the board believes. */
    public synchronized void restart(Instant wall) {
        bootedAt = System.nanoTime();
        wallAtBoot = wall;
    }

    /** Waits until that much simulated time has passed; ends early only by an interrupt. */
    public void sleep(Duration simulated) throws InterruptedException {
        var never = new CountDownLatch(1);
        never.await(real(simulated).toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How long a simulated time takes on the wall of the room. */
    public Duration real(Duration simulated) {
        return Duration.ofNanos((long) (simulated.toNanos() / speed));
    }

    public Duration simulated(Duration real) {
        return Duration.ofNanos((long) (real.toNanos() * speed));
    }
}
