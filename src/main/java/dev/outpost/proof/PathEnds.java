package dev.outpost.proof;

import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnector;
import dev.outpost.laptop.WayOut;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.shell.Route;
import dev.outpost.site.CameraWish;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Both ends of a site's way, opened as far as they let us in: the relay, then the router over its LAN, its cable or its tunnel. */
final class PathEnds implements AutoCloseable {
    private final Connections connections = new Connections();
    private final Path laptop;
    private final Optional<Problem> noRelay;
    private final Optional<Problem> noRouter;

    PathEnds(
            LocalNetwork here,
            RelayConnector relays,
            Secrets secrets,
            Narrator narrator,
            Site site,
            TunnelPlan tunnel) {
        var file = site.access().relay().filter(_ -> !tunnel.isDirect());
        laptop = here.laptop();
        noRelay = file.flatMap(relay -> problemOf(() -> connections.relay(relays.open(relay, false))));
        var routers = new RouterConnector(here, secrets, site, narrator);
        noRouter = problemOf(() ->
                connections.router(routers.open(List.of(routers::known, routers::greeting, through(file, tunnel)))));
    }

    private Supplier<List<Route>> through(Optional<RelayFile> file, TunnelPlan tunnel) {
        return () -> file.filter(_ -> connections.hasRelay())
                .<List<Route>>map(relay ->
                        List.of(connections.throughRelay(relay, tunnel.router().toString())))
                .orElse(List.of());
    }

    Connections connections() {
        return connections;
    }

    /** Why the relay did not let us in; empty where it did, or where there is none. */
    Optional<Problem> noRelay() {
        return noRelay;
    }

    /** Why the router did not let us in; empty where it did. */
    Optional<Problem> noRouter() {
        return noRouter;
    }

    /** Why this computer has no way out: only a relay that does not answer at all is a reason to look. */
    Optional<Problem> wayOut(Site site, Optional<RouterPath> router) {
        if (noRelay.filter(problem -> problem.code() == ProblemCode.RELAY_UNREACHABLE)
                .isEmpty()) {
            return Optional.empty();
        }
        var addresses = new HashSet<>(Set.of(site.reach().host()));
        router.flatMap(RouterPath::lan).ifPresent(addresses::add);
        return new WayOut(laptop)
                .lost(
                        addresses,
                        site.cameras().stream().map(CameraWish::address).toList());
    }

    /** Why something could not be opened; empty where it could. */
    private static Optional<Problem> problemOf(Opening opening) {
        try {
            opening.open();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        } catch (IOException e) {
            return Optional.of(ProblemCode.ROUTER_UNREACHABLE.problem(
                    "the router does not answer: " + SystemWords.of(e),
                    "the connection broke",
                    "run the same command again"));
        }
    }

    private interface Opening {
        void open() throws IOException;
    }

    @Override
    public void close() {
        connections.close();
    }
}
