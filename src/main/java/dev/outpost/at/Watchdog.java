package dev.outpost.at;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Frees a write that never returns: a modem that stopped reading lets the kernel's buffer fill, and jSerialComm then blocks in every
 * mode; closing the port from another thread is the only way out.
 */
final class Watchdog {
    private static final ScheduledExecutorService TIMER = timer();

    private final Duration limit;

    /** @param limit how long one write may take */
    Watchdog(Duration limit) {
        this.limit = limit;
    }

    /**
     * Writes, or closes the port when that takes too long.
     *
     * @return false when the port had to be closed
     */
    boolean write(AtPort port, byte[] bytes) throws IOException {
        var fired = new AtomicBoolean();
        var alarm = TIMER.schedule(
                () -> {
                    fired.set(true);
                    port.close();
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            port.write(bytes);
        } catch (AtPort.Stuck e) {
            return false;
        } catch (IOException e) {
            if (!fired.get()) {
                throw e;
            }
        } finally {
            alarm.cancel(false);
        }
        return !fired.get();
    }

    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("at-watchdog").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
