package dev.outpost.bench;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.clock.Work;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The technician of one unit: he has read "move the cable from the laptop to the camera" and does it, once, as soon as the tunnel has
 * been up for two seconds of the bench's time. When somebody else has moved the cable he leaves it alone.
 */
final class Technician implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final BooleanSupplier tunnelIsUp;
    private final Runnable movesCable;
    private final Supplier<Duration> now;
    private final Ticker ticker;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean relieved = new AtomicBoolean();
    private final Thread thread;
    private Optional<Duration> upSince = Optional.empty();

    /**
     * @param tunnelIsUp whether both ends have shaken hands and still would
     * @param movesCable from the laptop to the camera
     * @param now bench time
     * @param speed bench seconds in one of the room
     */
    Technician(String site, BooleanSupplier tunnelIsUp, Runnable movesCable, Supplier<Duration> now, int speed) {
        this.tunnelIsUp = tunnelIsUp;
        this.movesCable = movesCable;
        this.now = now;
        this.ticker = RoomTime.ROOM.faster(speed);
        this.thread = Work.start("technician at " + site, this::watch);
    }

    void isRelieved() {
        relieved.set(true);
    }

    private void watch() throws InterruptedException {
        while (!ticker.in(LOOK).await(closed) && !relieved.get()) {
            if (hasWaitedEnough() && relieved.compareAndSet(false, true)) {
                movesCable.run();
            }
        }
    }

    private boolean hasWaitedEnough() {
        if (!tunnelIsUp.getAsBoolean()) {
            upSince = Optional.empty();
            return false;
        }
        if (upSince.isEmpty()) {
            upSince = Optional.of(now.get());
        }
        return now.get().minus(upSince.get()).compareTo(PATIENCE) >= 0;
    }

    @Override
    public void close() {
        closed.countDown();
        Work.quietly(thread::join);
    }
}
