package dev.outpost.proof;

import dev.outpost.contact.Connections;
import dev.outpost.reach.Dial;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.Quietly;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.Relay;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Deadline;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Dials into the tunnel from the relay, each call with an end of its own: a server's own patience with a silent host is minutes.
 *
 * @param viewer who calls where no relay is on the way
 */
record RelayAsked(Connections connections, Optional<Vantage> viewer, Ticker ticker) {
    private static final Duration DIAL = Duration.ofSeconds(8);
    private static final int SSH = 22;

    /** Whether the relay heard the site's own router just now: else nobody is behind its tunnel who could be called. */
    boolean carries(Optional<RelayFacts> facts, TunnelPlan tunnel) {
        return tunnel.isDirect()
                ? viewer.isPresent()
                : facts.filter(relay -> !RelayWitness.isAnother(relay, tunnel))
                        .flatMap(relay -> tunnel.given().routerKey().flatMap(relay::handshake))
                        .filter(Handshake::isUp)
                        .isPresent();
    }

    /** What it says of itself; empty where it lets nobody in, or does not answer then. */
    Optional<RelayFacts> facts(Narrator narrator) {
        if (!connections.hasRelay()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Relay.look(connections.relay()));
        } catch (IOException | ProblemException e) {
            narrator.warned("the relay could not be asked: " + e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Vantage> vantage() {
        return connections.hasRelay() ? Optional.of(LinkVantage.ofRelay(connections.relay())) : viewer;
    }

    /** From the router itself. */
    Optional<Vantage> nearCameras() {
        return connections.hasRouter() ? Optional.of(LinkVantage.ofRouter(connections.routerLink())) : Optional.empty();
    }

    /** What came of calling the router at its address in the tunnel, and each camera. */
    record Called(Optional<Dial> router, Map<String, Dial> cameras) {
        static final Called NOBODY = new Called(Optional.empty(), Map.of());

        Called {
            cameras = Map.copyOf(cameras);
        }
    }

    /** All at once: those who are silent cost one wait. */
    Called call(Site site, TunnelPlan tunnel) {
        return vantage().map(from -> call(site, tunnel, from)).orElse(Called.NOBODY);
    }

    private Called call(Site site, TunnelPlan tunnel, Vantage from) {
        var end = ticker.in(DIAL);
        var router = called(from, tunnel.router().toString(), SSH);
        var cameras = new HashMap<String, CompletableFuture<Dial>>();
        site.cameras().stream()
                .filter(camera -> !camera.services().isEmpty())
                .forEach(camera -> cameras.put(
                        camera.name(),
                        called(
                                from,
                                tunnel.camera(camera.name()).toString(),
                                camera.services().getFirst().port())));
        var dials = new HashMap<String, Dial>();
        cameras.forEach((name, dial) -> dials.put(name, answer(dial, end)));
        return new Called(Optional.of(answer(router, end)), dials);
    }

    private static CompletableFuture<Dial> called(Vantage from, String host, int port) {
        var call = new CompletableFuture<Dial>();
        Thread.ofVirtual().name("dial").start(() -> call.complete(from.dial(host, port, DIAL)));
        return call;
    }

    private static Dial answer(CompletableFuture<Dial> call, Deadline end) {
        try {
            var dial = end.get(call);
            if (dial instanceof Dial.Connected line) {
                Quietly.close(line);
            }
            return dial;
        } catch (TimeoutException e) {
            return new Dial.Silent(DIAL);
        } catch (ExecutionException e) {
            return new Dial.Unreachable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Dial.Unreachable("interrupted");
        }
    }
}
