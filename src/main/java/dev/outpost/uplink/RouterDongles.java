package dev.outpost.uplink;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.PortReports;
import dev.outpost.dongle.SysfsLines;
import dev.outpost.dongle.SysfsReader;
import dev.outpost.dongle.Target;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.router.RouterFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the router's own USB tree tells of a dongle that nobody probed: descriptors, no answers. */
public final class RouterDongles {
    private RouterDongles() {}

    /** Every USB device of the router that is no hub. */
    public static List<UsbDevice> devices(RouterFacts router) {
        return devices(router.usb());
    }

    /** Every device of a tree that one look copied: paths below {@code /sys/bus/usb/devices} with their values. */
    public static List<UsbDevice> devices(Map<String, String> tree) {
        return new SysfsReader(new SysfsLines(tree), "/dev").devices();
    }

    /** The first device there that offers an uplink. */
    public static Optional<ProbeDocument.Dongle> seen(RouterFacts router) {
        var maker = new ReportMaker(ProfileBook.shipped());
        return devices(router).stream()
                .filter(device -> Layout.of(device).isDongle())
                .map(device -> PortReports.none(new Target(Optional.of(device), List.of(), Optional.empty(), Set.of())))
                .map(maker::dongle)
                .filter(dongle -> !dongle.uplinks().isEmpty())
                .findFirst();
    }
}
