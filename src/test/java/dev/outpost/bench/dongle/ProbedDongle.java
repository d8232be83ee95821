package dev.outpost.bench.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.adapter.serial.SerialPorts;
import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.dongle.AtManners.Spacing;
import dev.outpost.dongle.Prober;
import dev.outpost.profile.ProfileBook;
import dev.outpost.uplink.DongleProbe;
import dev.outpost.uplink.ProbeDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A simulated dongle after the real probe has looked at it: sysfs, the serial library on pseudo terminals, all ports at once.
 *
 * @param dongle closed again; what it heard stays
 * @param took what the look took, in seconds of the dongle
 */
record ProbedDongle(SimulatedDongle dongle, ProbeDocument.Dongle found, Duration took) {
    /** Both clocks, the dongle's and the program's, run so much faster. */
    private static final int TIMES = 2;

    static ProbedDongle of(String name, UnaryOperator<AtManners> manners, Path root) throws Exception {
        try (var dongle = SimulatedDongle.load(name, TIMES, manners);
                var laptop = LaptopRoot.in(root)) {
            laptop.plugIn(dongle, "1-1");
            var devices = new SysfsBus(root.resolve("sys"), root.resolve("dev")).devices();
            var prober = new Prober(new SerialPorts(), path -> Optional.empty(), RoomTime.ROOM.faster(TIMES));
            var found = new DongleProbe(prober, ProfileBook.shipped(), String::equals, System::nanoTime).all(devices);
            assertEquals(1, found.dongles().size(), "seen as a dongle");
            return new ProbedDongle(
                    dongle, found.dongles().getFirst(), found.elapsed().multipliedBy(TIMES));
        }
    }

    /** The other spacing of final result codes. */
    static AtManners respaced(AtManners manners) {
        return manners.spaced(manners.spacing() == Spacing.WIDE ? Spacing.TIGHT : Spacing.WIDE);
    }
}
