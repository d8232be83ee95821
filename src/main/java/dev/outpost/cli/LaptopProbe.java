package dev.outpost.cli;

import dev.outpost.dongle.Prober;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.uplink.DongleProbe;
import dev.outpost.uplink.ProbeDocument;
import java.util.List;

/** The probe of what is plugged into this computer. */
record LaptopProbe(Frame frame) {
    /** All ports of every dongle. */
    ProbeDocument all() {
        return probe().all(devices());
    }

    /** These ports and no others. */
    ProbeDocument ports(List<String> named) {
        return probe().ports(named, devices());
    }

    private DongleProbe probe() {
        var outside = frame.outside();
        return new DongleProbe(
                new Prober(
                        outside.atPorts(),
                        outside.portHolders(frame.around().laptop().resolve("proc")),
                        frame.around().ticker()),
                ProfileBook.shipped(),
                ProbeCommand::isSameNode,
                frame.around().ticker()::nanos);
    }

    private List<UsbDevice> devices() {
        var laptop = frame.around().laptop();
        return frame.outside()
                .usbTree(laptop.resolve("sys"), laptop.resolve("dev"))
                .devices();
    }
}
