package dev.outpost.dongle;

import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Waits for something to happen on a bus by looking again and again: libusb's callbacks keep silent where no udevd runs, and sysfs tells the
 * truth everywhere.
 */
public final class UsbWatch {
    /** One look at a laptop's tree costs a few milliseconds. */
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final UsbBus bus;
    private final Ticker time;

    public UsbWatch(UsbBus bus, Ticker time) {
        this.bus = bus;
        this.time = time;
    }

    /** The first answer that a look gives, or nothing by the deadline. */
    public <T> Optional<T> await(Function<List<UsbDevice>, Optional<T>> look, Duration atMost) {
        var until = time.nanos() + atMost.toNanos();
        while (true) {
            var seen = look.apply(bus.devices());
            if (seen.isPresent() || until - time.nanos() <= 0) {
                return seen;
            }
            try {
                time.pause(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }
}
