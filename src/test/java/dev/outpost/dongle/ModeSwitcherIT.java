package dev.outpost.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.dongle.ModeSwitcher.Switched.Done;
import dev.outpost.dongle.UsbSender.Sending.Sent;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Ticker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated stick on a laptop that is a folder, in its own hurried time. */
class ModeSwitcherIT {
    @TempDir
    Path folder;

    @Test
    void followsTheSimulatedStickToItsFiveInterfacesAndTheirPorts() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-storage", 4);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1");
            var bus = new SysfsBus(folder.resolve("sys"), folder.resolve("dev"));
            UsbSender sender = (device, messages) -> {
                messages.forEach(m -> dongle.receives(
                        assertInstanceOf(SwitchWay.Message.Bulk.class, m).bytes()));
                return new Sent("accepted");
            };
            var modes = new ModeSwitcher(
                    bus,
                    sender,
                    SwitchBook.of(ProfileBook.shipped(), Map.of()),
                    Optional.empty(),
                    node -> true,
                    Ticker.REAL);

            var switched = assertInstanceOf(
                    Done.class, modes.switchToModem(modes.waiting().getFirst()));

            assertEquals("12d1:1506", switched.now().id());
            assertEquals("HuaweiNewMode", switched.way().word());
            assertEquals(5, switched.now().interfaces().size());
            assertTrue(switched.now().serialPorts().size() >= 2);
        }
    }
}
