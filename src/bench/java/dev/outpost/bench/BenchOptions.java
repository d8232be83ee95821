package dev.outpost.bench;

import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What bench is wanted.
 *
 * @param folder where its files go; made if it is not there
 * @param units how many routers with dongle and camera stand side by side
 * @param publicCamera whether the site file publishes its camera on the relay
 * @param speed simulated seconds in a real one: 10 for the demo, 1 for real time
 * @param fault what is broken from the start
 * @param dongle the folder of data of the dongle that every unit has
 * @param board every router's model
 * @param generation the release of OpenWrt on it
 */
public record BenchOptions(
        Path folder,
        int units,
        boolean publicCamera,
        int speed,
        Optional<Fault> fault,
        String dongle,
        Board board,
        Generation generation) {
    private static final String STICK = "huawei-e3372h-607";

    /** As many units as /28 networks fit comfortably on one relay of the bench, and threads on a laptop. */
    private static final int MOST = 30;

    /** The demo's speed: its delays take a tenth of their time. */
    public static final int DEMO_SPEED = 10;

    public BenchOptions {
        if (units < 1 || units > MOST) {
            throw new IllegalArgumentException("a bench has 1 to " + MOST + " units, not " + units);
        }
    }

    /** One unit, nothing broken, ten times faster than life. */
    public static BenchOptions usual(Path folder) {
        return new BenchOptions(
                folder, 1, false, DEMO_SPEED, Optional.empty(), STICK, Board.MR3020_V3, Generation.V24_10);
    }

    /** The same with a fault; old firmware is in nobody's way unless its camera is published. */
    public BenchOptions with(Fault broken) {
        var open = publicCamera || broken == Fault.CAMERA_FIRMWARE_OLD;
        return new BenchOptions(folder, units, open, speed, Optional.of(broken), dongle, board, generation);
    }

    public BenchOptions withPublicCamera() {
        return new BenchOptions(folder, units, true, speed, fault, dongle, board, generation);
    }

    /** The same with another pace: simulated seconds in a real one. */
    public BenchOptions withSpeed(int faster) {
        return new BenchOptions(folder, units, publicCamera, faster, fault, dongle, board, generation);
    }

    public BenchOptions withUnits(int count) {
        return new BenchOptions(folder, count, publicCamera, speed, fault, dongle, board, generation);
    }

    public BenchOptions withDongle(String name) {
        return new BenchOptions(folder, units, publicCamera, speed, fault, name, board, generation);
    }

    public BenchOptions withRouters(Board model, Generation release) {
        return new BenchOptions(folder, units, publicCamera, speed, fault, dongle, model, release);
    }
}
