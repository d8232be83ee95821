package dev.outpost.bench.router;

import dev.outpost.bench.net.RouterView.Plug;
import dev.outpost.bench.ssh.SimulatedSshServer;
import dev.outpost.net.Cidr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The one LAN cable: who hangs on it, whether it is loose, and what a network restart does to sessions (facts/behaviours.md#23).
 *
 * <p>The laptop at its end has the address that the router's DHCP server gave it. When the LAN moves, it keeps that address until somebody
 * makes it ask again, and reaches nobody meanwhile: its old sessions get no answer any more, new ones find no way.
 */
public final class Cable {
    /** From the LAN's move until the technician has pulled the laptop's cable and put it back (router's time). */
    private static final Duration REPLUGS = Duration.ofSeconds(6);

    private final SimulatedRouter router;
    private final SimulatedSshServer ssh;
    private final boolean bothFit;
    private Plug end = Plug.LAPTOP;
    private boolean lan;
    private boolean loose;
    private Optional<Duration> dropsAtRestart = Optional.empty();
    private Optional<Cidr> laptop = Optional.empty();
    private boolean keepsAddress;

    Cable(SimulatedRouter router, SimulatedSshServer ssh) {
        this.router = router;
        this.ssh = ssh;
        this.bothFit = router.hardware.board().lanPorts().size() > 1;
    }

    public synchronized void to(Plug plug) {
        end = plug;
        forgetsAddress();
        check();
    }

    /** The laptop never asks the router's DHCP server for another address, whatever becomes of the LAN. */
    public synchronized void laptopKeepsItsAddress(boolean keeps) {
        keepsAddress = keeps;
        check();
    }

    /** Its link was away: it asks anew. */
    private void forgetsAddress() {
        if (!keepsAddress) {
            laptop = Optional.empty();
        }
    }

    /** Whether the laptop is in the router's network. */
    private boolean isInLan() {
        var now = router.lan().network();
        if (laptop.isEmpty()) {
            laptop = Optional.of(now);
        }
        return laptop.get().equals(now);
    }

    /** The LAN moved away from under the laptop: somebody sees to its cable after a while. */
    private void isLeftBehind() {
        ssh.front().abandon();
        router.machine().clock().later(REPLUGS, "laptop's cable", this::isReplugged);
    }

    private synchronized void isReplugged() {
        forgetsAddress();
        check();
    }

    synchronized boolean isAt(Plug plug) {
        return (end == plug || bothFit) && !loose;
    }

    /** The cable falls out and is put back after a while of the router's time. */
    public synchronized void losesLinkFor(Duration time) {
        loose = true;
        forgetsAddress();
        check();
        router.machine().clock().later(time, "loose cable", this::isFixed);
    }

    /** Somebody puts the cable back in. */
    public synchronized void isFixed() {
        loose = false;
        check();
    }

    /** The cable falls out when the router restarts its network next; empty: it stays. */
    public synchronized void losesLinkAtRestart(Optional<Duration> time) {
        dropsAtRestart = time;
    }

    /** @param answers whether its address is in a network of its own; if not, nobody reaches it (facts/behaviours.md#11) */
    synchronized void lanIsUp(boolean answers) {
        if (!answers) {
            return;
        }
        lan = true;
        if (!isInLan()) {
            isLeftBehind();
        }
        ssh.front().resume();
        check();
    }

    synchronized void lanIsDown() {
        lan = false;
        ssh.front().pause();
        var drop = dropsAtRestart;
        dropsAtRestart = Optional.empty();
        drop.ifPresent(this::losesLinkFor);
    }

    synchronized void isDark() {
        lan = false;
        forgetsAddress();
        ssh.front().unplug();
        ssh.front().resume();
    }

    /** Opens or closes the way to SSH. */
    synchronized void check() {
        var reaches = router.isRunning() && router.dropbear.isRunning();
        try {
            if (!isAt(Plug.LAPTOP) || loose || !router.isRunning()) {
                ssh.front().unplug();
            } else if (lan && !isInLan()) {
                ssh.front().stopListening();
            } else if (reaches && lan) {
                ssh.front().plug();
            } else if (!router.dropbear.isRunning()) {
                ssh.front().stopListening();
            }
        } catch (IOException taken) {
            throw new UncheckedIOException("the router's port was taken meanwhile", taken);
        }
    }
}
