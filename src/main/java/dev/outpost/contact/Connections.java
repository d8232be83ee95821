package dev.outpost.contact;

import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.site.RelayFile;
import java.util.Optional;

/** The connections of one run: the router's, over the way that stands now, and the relay's. Closed by whoever made this. */
public final class Connections implements AutoCloseable {
    private Optional<RemoteLink> relay = Optional.empty();
    private Optional<RouterConnection> router = Optional.empty();

    public boolean hasRelay() {
        return relay.isPresent();
    }

    public RemoteLink relay() {
        return relay.orElseThrow();
    }

    public void relay(RemoteLink link) {
        relay = Optional.of(link);
    }

    public boolean hasRouter() {
        return router.isPresent();
    }

    public RouterConnection router() {
        return router.orElseThrow();
    }

    /** The router's, without the way that it took. */
    public RemoteLink routerLink() {
        return router().link();
    }

    /** What the router showed. */
    public String routerKey() {
        return routerLink().hostKey();
    }

    /** Where the router answered. */
    public String routerHost() {
        return router().route().host();
    }

    public void router(RouterConnection opened) {
        router = Optional.of(opened);
    }

    /** A way to the router from the relay: its SSH in the tunnel. */
    public Route.Through throughRelay(RelayFile file, String routerAddress) {
        return new Route.Through(relay(), "relay " + file.name(), routerAddress, 22);
    }

    @Override
    public void close() {
        router.ifPresent(opened -> opened.link().close());
        relay.ifPresent(RemoteLink::close);
    }
}
