package dev.outpost.cli;

import dev.outpost.bench.bundle.SyntheticBundle;
import dev.outpost.bench.bundle.Target;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.router.RouterHardware;
import dev.outpost.bench.router.SimulatedRouter;
import dev.outpost.bench.router.modem.ControlPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A router with a dongle in it, over real SSH on loopback, and the program's commands against it. */
final class OnRouterBench extends InProcess implements AutoCloseable {
    private static final int SPEED = 20;

    final SimulatedRouter router;
    final SimulatedDongle dongle;
    private final Path folder;

    OnRouterBench(Path folder, String dongle) throws Exception {
        super(folder.resolve("laptop"), Map.of("XDG_STATE_HOME", folder.toString()));
        this.folder = folder;
        this.router = new SimulatedRouter(
                RouterHardware.mr3020("OpenWrt", "98:da:c4:01:02:03"), SPEED, VirtualNetwork.scaled(SPEED));
        this.dongle = SimulatedDongle.load(dongle, SPEED);
        ControlPrograms.knownOn(router.machine());
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

    @Override
    public void close() throws IOException {
        router.close();
        dongle.close();
    }
}
