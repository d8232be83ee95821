package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.at.AtPorts;
import dev.outpost.at.AtPorts.PortRefused;
import dev.outpost.at.Dialect;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.SignalMeter;
import dev.outpost.dongle.SignalRun;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Looks at the signal once a second until somebody has seen enough. */
public final class SignalWatch {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final AtPorts ports;
    private final LongSupplier nanos;
    private final Pause pause;

    /** Waits between two samples. */
    @FunctionalInterface
    public interface Pause {
        /** Until the time is over: true; or until somebody stops it: false. */
        boolean goesOnAfter(Duration wait) throws InterruptedException;
    }

    /**
     * When it is enough.
     *
     * @param samples this many, where a number was named
     * @param time this long, where a time was named
     */
    public record Limit(Optional<Integer> samples, Optional<Duration> time) {}

    /**
     * How it ended.
     *
     * @param problem the port that got lost
     */
    public record Ended(SignalRun run, Duration lasted, Optional<Problem> problem) {}

    /** @param nanos a clock as {@link System#nanoTime} */
    public SignalWatch(AtPorts ports, LongSupplier nanos, Pause pause) {
        this.ports = ports;
        this.nanos = nanos;
        this.pause = pause;
    }

    /** @param shown gets the run after every sample */
    public Ended watch(Target target, Limit limit, Consumer<SignalRun> shown) throws InterruptedException {
        var started = nanos.getAsLong();
        var run = new SignalRun();
        var due = Duration.ZERO;
        Optional<Problem> problem = Optional.empty();
        try (var meter = new SignalMeter(ports.open(target.path()), target.dialect(), target.neverAsk(), nanos)) {
            do {
                run.add(meter.sample());
                shown.accept(run);
                due = next(due, started);
            } while (!isEnough(run, limit, due) && pause.goesOnAfter(due.minus(lasted(started))));
        } catch (PortRefused e) {
            problem = Optional.of(ProblemCode.PORT_UNUSABLE.problem(
                    target.path() + ": " + e.getMessage(),
                    "another program took it after the probe, or it was pulled out",
                    "run the same command again"));
        } catch (IOException e) {
            problem = Optional.of(ProblemCode.PORT_LOST.problem(
                    target.path() + " is lost: " + SystemWords.of(e),
                    "the dongle was pulled out, or it was reset",
                    "plug it in, wait 30 s, then run the same command again"));
        }
        return new Ended(run, lasted(started), problem);
    }

    private static boolean isEnough(SignalRun run, Limit limit, Duration due) {
        return limit.samples().filter(most -> run.count() >= most).isPresent()
                || limit.time().filter(most -> due.compareTo(most) > 0).isPresent();
    }

    /** A second after the last was due; a slow modem is asked again at once, and never twice to catch up. */
    private Duration next(Duration due, long started) {
        var next = due.plus(BETWEEN);
        var now = lasted(started);
        return next.compareTo(now) < 0 ? now : next;
    }

    private Duration lasted(long started) {
        return Duration.ofNanos(nanos.getAsLong() - started);
    }

    /**
     * The port on which a probed modem is asked for its signal.
     *
     * @param path node or TCP address
     * @param modem who it says it is
     * @param neverAsk what this device must not be asked
     */
    public record Target(String path, String modem, Dialect dialect, Set<AtCommand> neverAsk) {
        public Target {
            neverAsk = Set.copyOf(neverAsk);
        }

        /**
         * The first AT port of the first dongle that has one.
         *
         * @throws ProblemException where there is none: what the probe said, else {@code PORT-SILENT}
         */
        public static Target in(ProbeDocument probe) {
            return probe.dongles().stream()
                    .map(ProbeDocument.Dongle::report)
                    .flatMap(report -> of(report).stream())
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(probe.problem()
                            .orElseGet(() -> ProblemCode.PORT_SILENT.problem(
                                    "no port answers", "not known", "see what is there: outpost probe"))));
        }

        private static Optional<Target> of(ProbeReport report) {
            var who = report.identity();
            var profile = ReportMaker.profile(ProfileBook.shipped(), report.usb(), who.model());
            return report.atPort()
                    .map(port -> new Target(
                            port.path(),
                            (who.manufacturer().orElse("") + " " + who.model().orElse("")).strip(),
                            Dialect.of(who.manufacturer(), report.usb().map(UsbDevice::vid)),
                            DongleProbe.neverAsk(profile)));
        }
    }
}
