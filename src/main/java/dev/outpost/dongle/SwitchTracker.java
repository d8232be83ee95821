package dev.outpost.dongle;

import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Follows one stick across its mode switch. It is known by its port: what appears at another one is another dongle, unless it hangs below
 * the same port (some sticks come back behind a hub of their own). Serial numbers prove nothing: whole series share one.
 */
final class SwitchTracker {
    /** Where a driver is missing its node never comes: unchanged this long with some node is enough. */
    private static final Duration QUIET = Duration.ofMillis(1500);

    private final UsbDevice stick;
    private final List<String> others;
    private final Predicate<String> usable;
    private final Ticker time;
    private final TreeSet<String> newcomers = new TreeSet<>();
    private boolean left;
    private boolean stillDisk;
    private Optional<UsbDevice> last = Optional.empty();
    private long backSince;
    private long sameSince;

    SwitchTracker(UsbDevice stick, List<String> others, Predicate<String> usable, Ticker time) {
        this.stick = stick;
        this.others = others;
        this.usable = usable;
        this.time = time;
    }

    /** The modem, once it is back and complete. Looked at again and again. */
    Optional<UsbDevice> settled(List<UsbDevice> devices) {
        devices.stream()
                .filter(d -> !others.contains(d.path()) && !isStick(d))
                .forEach(d -> newcomers.add(d.id() + " at USB " + d.path()));
        var there = devices.stream().filter(this::isStick).findFirst();
        stillDisk = there.filter(d -> Layout.of(d).mode() == Mode.STORAGE).isPresent();
        left |= there.isEmpty() || !there.get().id().equals(stick.id());
        var back = there.filter(d -> !stillDisk && !d.interfaces().isEmpty());
        var now = time.nanos();
        if (back.isEmpty()) {
            last = Optional.empty();
            return back;
        }
        if (last.isEmpty()) {
            backSince = now;
        }
        var same = back.equals(last);
        if (!same) {
            sameSince = now;
        }
        last = back;
        return back.filter(d -> (same && isComplete(d))
                || (hasNode(d) && now - sameSince >= QUIET.toNanos())
                || now - backSince >= ModeSwitcher.DRIVERS_WITHIN.toNanos());
    }

    private boolean isStick(UsbDevice device) {
        return device.path().equals(stick.path()) || device.path().startsWith(stick.path() + ".");
    }

    /** Every serial interface has its tty, the user may open it, and what carries IP has its driver. */
    private boolean isComplete(UsbDevice device) {
        var layout = Layout.of(device);
        return hasNode(device)
                && layout.of(UsbFunction.Kind.SERIAL).stream()
                        .allMatch(f -> f.at().tty().filter(usable).isPresent())
                && layout.functions().stream()
                        .filter(f -> f.kind().isNetwork())
                        .allMatch(f -> f.at().driver().isPresent());
    }

    private static boolean hasNode(UsbDevice device) {
        return device.interfaces().stream()
                .anyMatch(i -> i.tty().or(i::net).or(i::wdm).isPresent());
    }

    /** Why nothing came of it. */
    Problem lost(SwitchWay way, String evidence) {
        if (stillDisk) {
            return SwitchProblems.stillDisk(stick, way, left, evidence);
        }
        return SwitchProblems.notBack(stick, List.copyOf(newcomers), evidence);
    }
}
