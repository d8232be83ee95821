package dev.outpost.bench;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.clock.Work;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.net.RouterView;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.router.SimulatedRouter;
import dev.outpost.bench.router.netifd.Netifd.Links.Lease;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One router with its dongle and its camera, and the technician who stands beside it. */
public final class Unit implements AutoCloseable {
    private final String site;
    private final SimulatedRouter router;
    private final SimulatedDongle dongle;
    private final SimulatedCamera camera;
    private final Technician technician;
    private final long freeFlash;

    Unit(
            String site,
            SimulatedRouter router,
            SimulatedDongle dongle,
            SimulatedCamera camera,
            VirtualNetwork net,
            int speed) {
        this.site = site;
        this.router = router;
        this.dongle = dongle;
        this.camera = camera;
        this.freeFlash = router.machine().files().mountOf("/").free();
        this.technician = new Technician(
                site, () -> hasTunnel(net), () -> router.cable().to(RouterView.Plug.CAMERA), net::now, speed);
    }

    String site() {
        return site;
    }

    public SimulatedRouter router() {
        return router;
    }

    public SimulatedDongle dongle() {
        return dongle;
    }

    public SimulatedCamera camera() {
        return camera;
    }

    private boolean hasTunnel(VirtualNetwork net) {
        return router.wireguard().stream()
                .anyMatch(device -> device.peers().stream()
                        .anyMatch(peer ->
                                net.peer(router, device, peer).latestHandshake().isPresent()));
    }

    /** What the board's flash had free when it came from flashing, bytes. */
    long freeFlash() {
        return freeFlash;
    }

    /** Somebody at the control port moves the cable: the technician keeps his hands off from now on. */
    void movesCable(RouterView.Plug end) {
        technician.isRelieved();
        router.cable().to(end);
    }

    /** The dongle goes in, then the power comes. */
    Callable<Boolean> firstBoot() {
        return () -> {
            router.plugIn(dongle);
            router.start();
            return true;
        };
    }

    /** Cuts the power of router and dongle; both boot again by themselves. */
    public void powerCycles() {
        hasPower(false);
        Work.start("power back at " + site, () -> hasPower(true));
    }

    /** Cuts the power of router and dongle until it comes back; returns when that is so. */
    void hasPower(boolean on) {
        Work.quietly(() -> {
            if (on) {
                router.power();
            } else {
                router.powerCut();
                dongle.restarts();
            }
        });
    }

    void hasDongle(boolean in) {
        Work.quietly(() -> {
            if (in) {
                dongle.restarts();
                router.plugIn(dongle);
            } else {
                router.unplugDongle();
            }
        });
    }

    void types(String line) {
        Work.quietly(() -> router.machine().run(line));
    }

    /** A separate modem stands at the wan port, or none does. */
    void modem(Optional<Lease> gives, boolean there) {
        Work.quietly(() -> {
            router.plugsModem(gives);
            router.plugsWan(there);
        });
    }

    void hasHotspot(boolean there) {
        Work.quietly(() -> router.seesHotspot(there));
    }

    @Override
    public void close() throws IOException {
        technician.close();
        router.close();
        dongle.close();
        camera.close();
    }
}
