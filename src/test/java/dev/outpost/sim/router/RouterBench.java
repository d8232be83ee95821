package dev.outpost.sim.router;

import dev.outpost.sim.net.VirtualNetwork;
import java.io.IOException;

/** A router on a network of its own, twenty times faster than life. */
final class RouterBench implements AutoCloseable {
    private static final int SPEED = 20;

    private final VirtualNetwork net = VirtualNetwork.scaled(SPEED);
    private final SimulatedRouter router;

    RouterBench() {
        try {
            router = new SimulatedRouter(RouterHardware.mr3020("barn-north", "02:ba:5e:00:01:01"), SPEED, net);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        net.add(router);
    }

    void start() throws InterruptedException {
        router.start();
    }

    SimulatedRouter router() {
        return router;
    }

    VirtualNetwork net() {
        return net;
    }

    @Override
    public void close() throws IOException {
        router.close();
    }
}
