package dev.outpost.sim.router;

import dev.outpost.sim.dongle.SimulatedDongle;
import dev.outpost.sim.router.netifd.Netifd;
import dev.outpost.sim.router.usb.UsbBus;

/** The board's one USB socket: what is plugged in there, and netifd hearing of the network device that comes or goes with it. */
record UsbSocket(UsbBus usb, Netifd netifd) {

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

    /** At boot: what was plugged in while the power was off is found. */
    void enumerate() {
        usb.enumerate();
    }

    /** Drivers there are now look at the device again, as after {@code kmodloader}. */
    void driversLook() {
        usb.look();
        try {
            if (usb.netdev().isPresent()) {
                netifd.deviceChanged(usb.netdev().get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
