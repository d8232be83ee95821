package dev.outpost.workflow;

import dev.outpost.contact.RouterConnection;
import java.util.Optional;

/** The connections of one run: the router's, over the way that stands now, and the relay's. */
final class Ends implements AutoCloseable {
    private Optional<RelayEnd> relay = Optional.empty();
    private Optional<RouterConnection> router = Optional.empty();

    boolean hasRelay() {
        return relay.isPresent();
    }

    RelayEnd relay() {
        return relay.orElseThrow();
    }

    void relay(RelayEnd end) {
        relay = Optional.of(end);
    }

    RouterConnection router() {
        return router.orElseThrow();
    }

    void router(RouterConnection opened) {
        router = Optional.of(opened);
    }

    @Override
    public void close() {
        router.ifPresent(opened -> opened.link().close());
        relay.ifPresent(RelayEnd::close);
    }
}
