package dev.outpost.proof;

import dev.outpost.reach.Dial;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits for the cable of a router with one LAN port where no relay can look: a viewer sees when it has moved. */
public record ViewerWait(Narrator narrator, Site site) {
    private static final Duration DIAL = Duration.ofSeconds(10);
    private static final Duration BREATH = Duration.ofMillis(500);

    /**
     * Asks for the cable, and waits until a viewer reaches the cameras: behind a router with one LAN port and without a relay nobody else can look.
     *
     * @param viewer where a viewer sits; nobody waits where none is known
     */
    public void untilSeen(Optional<Vantage> viewer, TunnelPlan tunnel, Duration limit) {
        narrator.asks("move the cable from the laptop to the camera's injector: this router has one LAN port");
        if (viewer.isEmpty() || site.cameras().isEmpty()) {
            return;
        }
        narrator.doing("waiting for a viewer to reach the camera", limit);
        var camera = site.cameras().getFirst();
        var address = tunnel.camera(camera.name()).toString();
        var port = camera.services().stream().map(CameraWish.Service::port).findFirst();
        var end = Ticker.REAL.in(limit);
        while (port.isPresent() && !end.isOver()) {
            if (viewer.get().dial(address, port.get(), DIAL) instanceof Dial.Connected open) {
                quietly(open);
                narrator.done("a viewer reaches camera " + camera.name() + " as " + address);
                return;
            }
            try {
                Ticker.REAL.pause(BREATH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void quietly(Dial.Connected open) {
        try {
            open.close();
        } catch (IOException e) {
            return; // it was open, which is all that was asked
        }
    }
}
