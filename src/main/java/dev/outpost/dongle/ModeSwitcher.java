package dev.outpost.dongle;

import dev.outpost.dongle.UsbSender.Sending;
import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Turns a dongle that shows a disk into the modem that it is, and follows it until its ports are there.
 *
 * <p>Only devices whose interfaces are all storage are touched, and of these only the ones that somebody knows: a plain disk or card reader is
 * left alone, and so is a device in download mode.
 */
public final class ModeSwitcher {
    /** From the message until the stick is back: the slowest in the tables take some 10 s, usb_modeswitch waits 20 s. */
    public static final Duration BACK_WITHIN = Duration.ofSeconds(20);
    /** From its return until drivers and nodes are there; the driver may have to be loaded. */
    public static final Duration DRIVERS_WITHIN = Duration.ofSeconds(5);

    /** One look at a laptop's tree costs a few milliseconds. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final UsbBus bus;
    private final UsbSender sender;
    private final SwitchBook book;
    private final Optional<String> wanted;
    private final Predicate<String> usable;
    private final Ticker time;

    /**
     * @param wanted the way that a person named; else each stick's usual one
     * @param usable whether this user may open that node already
     */
    public ModeSwitcher(
            UsbBus bus,
            UsbSender sender,
            SwitchBook book,
            Optional<String> wanted,
            Predicate<String> usable,
            Ticker time) {
        this.bus = bus;
        this.sender = sender;
        this.book = book;
        this.wanted = wanted;
        this.usable = usable;
        this.time = time;
    }

    /** How it ended for one stick. */
    public sealed interface Switched {
        /** It is a modem, a router or whatever it wanted to be now; the bus has been quiet since. */
        record Done(UsbDevice before, UsbDevice now, SwitchWay way, Duration took) implements Switched {}

        /** It is not. */
        record Failed(UsbDevice before, Problem problem) implements Switched {}
    }

    /** The dongles that show nothing but a disk. */
    public List<UsbDevice> waiting() {
        return bus.devices().stream()
                .filter(d -> Layout.of(d).mode() == Mode.STORAGE)
                .filter(d -> isKnown(d) || Layout.of(d).isDongle())
                .filter(d -> !LinuxDrivers.shipped().makesLanAdapters(d) && !SwitchBook.isOther(d))
                .toList();
    }

    private boolean isKnown(UsbDevice device) {
        return !book.ways(device, bus.scsiUnits(device)).isEmpty();
    }

    /** The way that would be gone with this device. */
    public Optional<SwitchWay> way(UsbDevice stick) {
        if (Layout.of(stick).mode() != Mode.STORAGE) {
            return Optional.empty();
        }
        var units = bus.scsiUnits(stick);
        return wanted.map(word -> book.named(word, stick, units)).orElseGet(() -> book.usual(stick, units));
    }

    private Problem noWay(UsbDevice stick) {
        var known = book.ways(stick, bus.scsiUnits(stick));
        var able = known.stream().filter(way -> !way.messages().isEmpty()).toList();
        if (wanted.isPresent() && !able.isEmpty()) {
            return SwitchProblems.notThisWay(stick, wanted.get(), able);
        }
        return known.isEmpty() ? SwitchProblems.noWay(stick) : SwitchProblems.cannot(stick, known.getFirst());
    }

    /** Sends the messages and waits for the modem at the same port. */
    public Switched switchToModem(UsbDevice stick) {
        var way = way(stick);
        if (way.isEmpty()) {
            return new Switched.Failed(stick, noWay(stick));
        }
        var others = bus.devices().stream().map(UsbDevice::path).toList();
        var started = time.nanos();
        return switch (sender.send(stick, way.get().messages())) {
            case Sending.Denied(var node) -> new Switched.Failed(stick, SwitchProblems.denied(stick, node));
            case Sending.Refused(var why) -> new Switched.Failed(stick, SwitchProblems.refused(stick, why));
            case Sending.Sent sent -> followed(stick, way.get(), others, sent, started);
        };
    }

    private Switched followed(UsbDevice stick, SwitchWay way, List<String> others, Sending.Sent sent, long started) {
        var tracker = new Tracker(stick, others, usable, time);
        var back = settled(tracker);
        if (back.isPresent()) {
            return new Switched.Done(stick, back.get(), way, Duration.ofNanos(time.nanos() - started));
        }
        return new Switched.Failed(stick, tracker.lost(way, sent.evidence()));
    }

    /**
     * Looks at the bus again and again until the stick is what it wanted to be: libusb's callbacks keep silent where no udevd runs, and sysfs tells the
     * truth everywhere.
     */
    private Optional<UsbDevice> settled(Tracker tracker) {
        var until = time.in(BACK_WITHIN.plus(DRIVERS_WITHIN));
        var seen = tracker.settled(bus.devices());
        try {
            while (seen.isEmpty() && !until.isOver()) {
                time.pause(BETWEEN_LOOKS);
                seen = tracker.settled(bus.devices());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen;
    }

    /**
     * Follows one stick across its mode switch. It is known by its port: what appears at another one is another dongle, unless it hangs below
     * the same port (some sticks come back behind a hub of their own). Serial numbers prove nothing: whole series share one.
     */
    private static final class Tracker {
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

        Tracker(UsbDevice stick, List<String> others, Predicate<String> usable, Ticker time) {
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
                    || now - backSince >= DRIVERS_WITHIN.toNanos());
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
}
