package dev.outpost.bench.host;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.clock.Work;
import dev.outpost.step.Deadline;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of one simulated computer: an uptime that only grows, and a wall clock that anybody may set.
 *
 * <p>Simulated time runs {@code speed} times faster than {@link RoomTime}, so delays keep their order and their ratios.
 */
public final class SimClock {
    private final Ticker time;
    private long bootedAt;
    private Instant wallAtBoot;

    /**
     * @param speed simulated seconds in one second of the room
     * @param wall what the wall clock shows at boot; routers without a battery start in the past
     */
    public SimClock(double speed, Instant wall) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("a clock runs forward: speed " + speed);
        }
        this.time = RoomTime.ROOM.faster(speed);
        this.bootedAt = time.nanos();
        this.wallAtBoot = wall;
    }

    /** Time since the last boot. */
    public synchronized Duration uptime() {
        return Duration.ofNanos(time.nanos() - bootedAt);
    }

    public synchronized Instant wall() {
        return wallAtBoot.plus(uptime());
    }

    public synchronized void setWall(Instant now) {
        wallAtBoot = now.minus(uptime());
    }

    /** A boot: the uptime begins again at zero, the wall clock at what the board believes. */
    public synchronized void restart(Instant wall) {
        bootedAt = time.nanos();
        wallAtBoot = wall;
    }

    /** As if the last boot had been so much longer ago. */
    public synchronized void bootedEarlier(Duration by) {
        bootedAt -= by.toNanos();
        wallAtBoot = wallAtBoot.minus(by);
    }

    /** Waits until that much simulated time has passed; ends early only by an interrupt. */
    public void sleep(Duration simulated) throws InterruptedException {
        time.pause(simulated);
    }

    /** The moment at which so much simulated time has passed. */
    public Deadline in(Duration simulated) {
        return time.in(simulated);
    }

    /** Does it when that much simulated time has passed, in a thread of its own. */
    public void later(Duration simulated, String name, Work work) {
        Work.start(name, () -> {
            sleep(simulated);
            work.run();
        });
    }
}
