package dev.outpost.bench.router;

import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import dev.outpost.bench.router.netifd.Links.Lease;
import dev.outpost.bench.router.netifd.Netifd;
import java.util.List;
import java.util.Optional;

/** What is plugged into the port of a board that has one for wan: nothing, or somebody's network with internet behind it. */
final class WanCable {
    private final Optional<String> port;
    private volatile boolean plugged;
    private volatile Lease lease = new Lease(Prefix.of("10.20.30.40/24"), Ip4.of("10.20.30.1"));

    WanCable(Board board) {
        this.port = board.wanPort();
    }

    void isPlugged(boolean now) {
        plugged = now;
    }

    /** The box at the other end gives this to who asks it first, and nothing to anybody else. */
    void gives(Lease one) {
        lease = one;
    }

    /** Interfaces of the port begin anew. */
    void isNoticed(Netifd netifd) throws InterruptedException {
        for (var name : List.of("wan", "wan6")) {
            if (port.isPresent() && netifd.interfaces().knows(name)) {
                netifd.up(name);
            }
        }
    }

    /** Whether it is the port, and nothing is in it. */
    boolean isLoose(String device) {
        return !plugged && port.filter(device::equals).isPresent();
    }

    /** The port while something is in it. */
    Optional<String> device() {
        return port.filter(any -> plugged);
    }

    Optional<Lease> lease(String device) {
        return device().filter(device::equals).map(any -> lease);
    }
}
