package dev.outpost.dongle;

import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for a dongle that reset itself while it was asked: it comes back at the same place of the same bus, with the same interface number, and
 * most often under another node.
 */
final class Comeback {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final UsbBus bus;
    private final Ticker time;

    Comeback(UsbBus bus, Ticker time) {
        this.bus = bus;
        this.time = time;
    }

    /**
     * The port's new node, as soon as there is one that works for this user.
     *
     * @param until by the clock; empty after it
     * @param election waiting ends early when another port has told everything
     */
    Optional<PortTarget> await(Target target, PortTarget port, long until, Election election) {
        try {
            while (time.nanos() < until && !election.finished()) {
                // first, since the bus may still show the node that has gone
                time.pause(LOOK_EVERY);
                var found = look(target, port);
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private Optional<PortTarget> look(Target target, PortTarget port) {
        return target.usb().stream()
                .flatMap(known -> bus.devices().stream()
                        .filter(d -> d.path().equals(known.path()) && d.vid().equals(known.vid())))
                .flatMap(d -> d.interfaces().stream())
                .filter(i -> port.interfaceNumber().filter(n -> n == i.number()).isPresent())
                .flatMap(i -> i.tty().stream())
                .map(tty -> new PortTarget(tty, port.interfaceNumber()))
                .findFirst();
    }
}
