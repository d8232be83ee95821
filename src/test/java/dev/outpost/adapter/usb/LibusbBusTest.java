package dev.outpost.adapter.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.dongle.UsbBus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibusbBusTest {
    /** On a machine without USB both see nothing, which is no failure. */
    @Test
    void seesTheDevicesThatSysfsSees() {
        assertEquals(seen(new SysfsBus(Path.of("/sys"), Path.of("/dev"))), seen(new LibusbBus()));
    }

    private static List<String> seen(UsbBus bus) {
        return bus.devices().stream()
                .map(device -> device.path() + " " + device.id())
                .sorted()
                .toList();
    }
}
