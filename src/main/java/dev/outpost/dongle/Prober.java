package dev.outpost.dongle;

import dev.outpost.at.AtPorts;
import dev.outpost.at.AtPorts.PortRefused;
import dev.outpost.dongle.ProbedPort.Role;
import dev.outpost.step.Deadline;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Asks all ports of all dongles at the same time and waits no longer than a technician would.
 *
 * <p>Each port has a platform thread: the serial library blocks in native code, which would hold a virtual thread's carrier.
 */
public final class Prober {
    /** After this a port is given up even if its thread does not come back. */
    private static final Duration GIVE_UP = Duration.ofMillis(11_200);

    /** The same with a second start after a reset. */
    private static final Duration ALL = Duration.ofMillis(10_900);

    /** What a second start needs to be worth it: the first listening and a few answers. */
    private static final Duration LEAST = Duration.ofMillis(1_200);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final AtPorts ports;
    private final PortHolders holders;
    private final Ticker time;
    private final UsbBus bus;

    /** @param time in which everything is waited for */
    public Prober(AtPorts ports, PortHolders holders, Ticker time) {
        this(ports, holders, time, List::of);
    }

    /** @param bus is looked at again where a port vanishes while it is asked */
    public Prober(AtPorts ports, PortHolders holders, Ticker time, UsbBus bus) {
        this.ports = ports;
        this.holders = holders;
        this.time = time;
        this.bus = bus;
    }

    /** What the ports of each target said, in the order of the targets. */
    public List<PortReports> ask(List<Target> targets) {
        var running = new LinkedHashMap<Target, List<CompletableFuture<PortReports.Result>>>();
        var asking = new ArrayList<Runnable>();
        for (var target : targets) {
            running.put(target, results(target, asking));
        }
        var until = time.in(GIVE_UP);
        time.start(asking);
        var reports = new ArrayList<PortReports>();
        for (Map.Entry<Target, List<CompletableFuture<PortReports.Result>>> entry : running.entrySet()) {
            var target = entry.getKey();
            var results = new ArrayList<PortReports.Result>();
            for (int i = 0; i < entry.getValue().size(); i++) {
                results.add(await(entry.getValue().get(i), target.ports().get(i), until));
            }
            reports.add(new PortReports(target, results));
        }
        return reports;
    }

    private List<CompletableFuture<PortReports.Result>> results(Target target, List<Runnable> asking) {
        var preferred = target.atInterface()
                .filter(n -> target.ports().stream()
                        .anyMatch(p -> p.interfaceNumber().filter(n::equals).isPresent()));
        var election = new Election(preferred, time);
        var results = new ArrayList<CompletableFuture<PortReports.Result>>();
        for (var port : target.ports()) {
            var result = new CompletableFuture<PortReports.Result>();
            results.add(result);
            asking.add(() -> {
                Thread.currentThread().setName("port " + port.path());
                try {
                    result.complete(one(target, port, election));
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        }
        return results;
    }

    /** Asks a port, and again where the dongle resets under the questions and comes back in time. */
    private PortReports.Result one(Target target, Target.Port port, Election election) {
        var until = time.nanos() + ALL.toNanos();
        var result = asked(target, port, election, PortSession.BUDGET);
        var isLost = result.port().role() == Role.LOST && target.usb().isPresent();
        while (isLost) {
            var back = awaitReturn(target, port, until - LEAST.toNanos(), election);
            if (back.isEmpty()) {
                return result;
            }
            var again = asked(target, back.get(), election, Duration.ofNanos(until - time.nanos()));
            isLost = again.port().role() == Role.LOST;
            result = isLost
                    ? result
                    : again.because("it reset itself while it was asked and came back as "
                            + back.get().path());
        }
        return result;
    }

    /**
     * Waits for a dongle that reset itself: it comes back at the same place of the same bus, with the same interface number, and most often under
     * another node.
     *
     * @param until by the clock; empty after it
     * @param election waiting ends early when another port has told everything
     */
    private Optional<Target.Port> awaitReturn(Target target, Target.Port port, long until, Election election) {
        try {
            while (time.nanos() < until && !election.finished()) {
                // first, since the bus may still show the node that has gone
                time.pause(LOOK_EVERY);
                var found = returned(target, port);
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private Optional<Target.Port> returned(Target target, Target.Port port) {
        return target.usb().stream()
                .flatMap(known -> bus.devices().stream()
                        .filter(d -> d.path().equals(known.path()) && d.vid().equals(known.vid())))
                .flatMap(d -> d.interfaces().stream())
                .filter(i -> port.interfaceNumber().filter(n -> n == i.number()).isPresent())
                .flatMap(i -> i.tty().stream())
                .map(tty -> new Target.Port(tty, port.interfaceNumber()))
                .findFirst();
    }

    private PortReports.Result asked(Target target, Target.Port port, Election election, Duration budget) {
        var holder = holders.holder(port.path());
        if (holder.isPresent()) {
            election.isOut(port);
            return PortReports.Result.of(port, Role.BUSY, "held by " + holder.get());
        }
        try (var open = ports.open(port.path())) {
            return new PortSession(target, port, open, election, time::nanos, budget).run();
        } catch (PortRefused e) {
            election.isOut(port);
            return PortReports.Result.of(port, role(e.reason()), String.valueOf(e.getMessage()));
        }
    }

    private static Role role(AtPorts.Reason reason) {
        return switch (reason) {
            case BUSY -> Role.BUSY;
            case MISSING -> Role.LOST;
            case DENIED, FAILED -> Role.UNKNOWN;
        };
    }

    private static PortReports.Result await(
            CompletableFuture<PortReports.Result> result, Target.Port port, Deadline until) {
        try {
            return until.get(result);
        } catch (TimeoutException e) {
            return PortReports.Result.of(port, Role.WEDGED, "did not come back: the port's driver is stuck");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return PortReports.Result.of(port, Role.UNKNOWN, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking " + port.path(), e.getCause());
        }
    }

    /** Which of a dongle's ports is asked about SIM and network: the preferred one if it answers soon, else the first that does. */
    static final class Election {
        /** How long a port that answers waits for the preferred one. */
        private static final Duration COURTESY = Duration.ofMillis(800);

        private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

        private final Optional<Integer> preferred;
        private final Ticker time;
        private boolean preferredIsOut;
        private boolean won;
        private boolean finished;

        /**
         * @param preferred interface number; one that is not among the dongle's ports must not be named
         * @param time in which the courtesy is waited for
         */
        Election(Optional<Integer> preferred, Ticker time) {
            this.preferred = preferred;
            this.time = time;
        }

        /** A full AT port asks to be the one. Blocks for a moment while the preferred one may still come. */
        boolean wins(Target.Port port) {
            try {
                for (var left = COURTESY; mayStillCome(port) && left.isPositive(); left = left.minus(BETWEEN_LOOKS)) {
                    time.pause(BETWEEN_LOOKS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return takes();
        }

        private synchronized boolean takes() {
            var first = !won;
            won = true;
            return first;
        }

        private synchronized boolean mayStillCome(Target.Port other) {
            return !won && !isPreferred(other) && preferred.isPresent() && !preferredIsOut;
        }

        /** This port is no candidate. */
        synchronized void isOut(Target.Port port) {
            preferredIsOut |= isPreferred(port);
        }

        /** The elected port has told everything: the others need not be waited for. */
        synchronized void isFinished() {
            finished = true;
        }

        synchronized boolean finished() {
            return finished;
        }

        private boolean isPreferred(Target.Port port) {
            return preferred.isPresent() && preferred.equals(port.interfaceNumber());
        }
    }
}
