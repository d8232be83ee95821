package dev.outpost.bench.router;

import dev.outpost.bench.bundle.SyntheticBundle;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.host.Outcome;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.router.modem.ControlPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A router on a network of its own, twenty times faster than life. */
final class RouterBench implements AutoCloseable {
    private static final int SPEED = 20;

    private final VirtualNetwork net = VirtualNetwork.scaled(SPEED);
    private final SimulatedRouter router;
    private final SimulatedDongle dongle;

    RouterBench() {
        this(Board.MR3020_V3, Generation.V24_10);
    }

    RouterBench(Board board, Generation generation) {
        try {
            router = new SimulatedRouter(
                    RouterHardware.of("barn-north", "02:ba:5e:00:01:01", board, generation), SPEED, net);
            dongle = SimulatedDongle.load("huawei-e3372h-607", SPEED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ControlPrograms.knownOn(router.machine());
        net.add(router);
    }

    RouterBench start() throws InterruptedException {
        router.start();
        return this;
    }

    /** The same with the dongle plugged in and all packages of the bundle in /tmp/p. */
    RouterBench withPackages(Path folder) throws IOException, InterruptedException {
        router.plugIn(dongle);
        SyntheticBundle.write(folder, router.hardware.target());
        try (var files = Files.list(folder)) {
            for (var file : files.filter(path -> path.toString().matches(".*[.](ipk|apk)"))
                    .toList()) {
                router.machine().files().putFolder("/tmp/p");
                router.machine().files().write("/tmp/p/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return this;
    }

    VirtualNetwork net() {
        return net;
    }

    SimulatedRouter router() {
        return router;
    }

    SimulatedDongle dongle() {
        return dongle;
    }

    Outcome run(String line) throws InterruptedException {
        return router.machine().run(line);
    }

    /** Waits until a command says so. */
    void await(String line, String out) {
        Awaitility.await(line + " says " + out)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> run(line).out().equals(out));
    }

    @Override
    public void close() throws IOException {
        router.close();
        dongle.close();
    }
}
