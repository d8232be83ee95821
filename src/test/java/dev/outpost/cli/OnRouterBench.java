package dev.outpost.cli;

import dev.outpost.bench.bundle.SyntheticBundle;
import dev.outpost.bench.bundle.Target;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.router.RouterHardware;
import dev.outpost.bench.router.SimulatedRouter;
import dev.outpost.step.Exit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A router with a dongle in it, over real SSH on loopback, and the program's commands against it. */
final class OnRouterBench implements AutoCloseable {
    private static final int SPEED = 20;

    final SimulatedRouter router;
    final SimulatedDongle dongle;
    private final Path folder;
    String out = "";
    String err = "";

    OnRouterBench(Path folder, String dongle) throws Exception {
        this.folder = folder;
        this.router = new SimulatedRouter(
                RouterHardware.mr3020("OpenWrt", "98:da:c4:01:02:03"), SPEED, VirtualNetwork.scaled(SPEED));
        this.dongle = SimulatedDongle.load(dongle, SPEED);
        router.start();
        router.plugIn(this.dongle);
    }

    /** Its drivers are on the router. */
    OnRouterBench withDrivers() throws Exception {
        var packages = folder.resolve("packages");
        SyntheticBundle.write(packages, Target.MR3020_24_10_8);
        router.machine().files().putFolder("/tmp/p");
        try (var files = Files.list(packages)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".ipk")).toList()) {
                router.machine().files().write("/tmp/p/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        router.machine().run("opkg install /tmp/p/*.ipk");
        return this;
    }

    String address() {
        return "127.0.0.1:" + router.address().getPort();
    }

    Exit run(String... words) {
        var stdout = new ByteArrayOutputStream();
        var stderr = new ByteArrayOutputStream();
        var around = new Surroundings(
                new PrintStream(stdout, true, StandardCharsets.UTF_8),
                new PrintStream(stderr, true, StandardCharsets.UTF_8),
                false,
                true,
                100,
                Map.of("XDG_STATE_HOME", folder.toString()),
                what -> Optional.empty(),
                what -> Optional.empty(),
                folder.resolve("laptop"),
                Clock.systemUTC(),
                new Wiring());
        var exit = new Program(around).run(List.of(words));
        out = stdout.toString(StandardCharsets.UTF_8);
        err = stderr.toString(StandardCharsets.UTF_8);
        return exit;
    }

    @Override
    public void close() throws IOException {
        router.close();
        dongle.close();
    }
}
