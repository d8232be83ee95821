package dev.outpost.bench.router;

import dev.outpost.bench.clock.Work;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.router.modem.UsbBus;
import dev.outpost.bench.router.netifd.Netifd;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** The board's one USB socket: what is plugged in there, and netifd hearing of the network device that comes or goes with it. */
record UsbSocket(UsbBus usb, Netifd netifd, Machine machine) {
    /** What hotplug-call does with a folder of scripts: each is sourced. */
    private static final String CALL =
            "for script in /etc/hotplug.d/$SUBSYSTEM/*; do [ -f \"$script\" ] && (. \"$script\"); done; true";

    void plugIn(SimulatedDongle dongle) throws InterruptedException {
        usb.plugIn(dongle);
        driversLook();
    }

    void unplug() throws InterruptedException {
        var device = usb.netdev();
        usb.unplug();
        if (device.isPresent()) {
            netifd.deviceChanged(device.get());
        }
    }

    /** Its serial ports come back with other numbers. */
    void replug(int firstTty) throws InterruptedException {
        var dongle = usb.dongle().orElseThrow();
        unplug();
        usb.numbersBeginAt(firstTty);
        unplug();
        dongle.restarts();
        plugIn(dongle);
    }

    /** Drivers there are now look at the device again, as after {@code kmodloader}. */
    void driversLook() {
        usb.look();
        Work.quietly(() -> {
            if (usb.netdev().isPresent()) {
                netifd.deviceChanged(usb.netdev().get());
            }
            announce();
        });
    }

    private void announce() throws InterruptedException {
        for (var each : usb.news()) {
            if (machine.files().exists("/etc/hotplug.d/" + each.subsystem())) {
                var nowhere = OutputStream.nullOutputStream();
                var what = Map.of("ACTION", "add", "SUBSYSTEM", each.subsystem(), "DEVPATH", each.devpath());
                machine.exec(CALL, what, InputStream.nullInputStream(), nowhere, nowhere);
            }
        }
    }
}
