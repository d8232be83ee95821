package dev.outpost.uplink;

import dev.outpost.dongle.Identity;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Network;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.SimCard;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.ProfileBook;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.UsbThing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the router's own USB tree tells of a dongle that nobody probed: descriptors, no answers. */
public final class RouterDongles {
    private static final String LINUX_HUB = "1d6b";

    private RouterDongles() {}

    /** The first device there that offers an uplink. */
    public static Optional<ProbeDocument.Dongle> seen(RouterFacts router) {
        return router.usb().stream()
                .filter(thing -> !thing.vid().equals(LINUX_HUB)
                        && thing.vid().matches("[0-9a-f]{4}")
                        && thing.pid().matches("[0-9a-f]{4}"))
                .map(RouterDongles::dongle)
                .filter(dongle -> !dongle.uplinks().isEmpty())
                .findFirst();
    }

    private static ProbeDocument.Dongle dongle(UsbThing thing) {
        var profiles = ProfileBook.shipped();
        var usb = Optional.of(device(thing));
        var profile = ReportMaker.profile(profiles, usb, Optional.empty());
        var report = new ProbeReport(
                usb,
                Mode.UNKNOWN,
                List.of(),
                Identity.UNKNOWN,
                SimCard.UNKNOWN,
                Network.UNKNOWN,
                Map.of(),
                profile.map(DongleProfile::profile),
                ProbeReport.FROM_TABLES,
                List.of());
        return new ProbeDocument.Dongle(report, new UplinkChooser(profiles).choose(report));
    }

    private static UsbDevice device(UsbThing thing) {
        return new UsbDevice(
                thing.path(),
                thing.vid(),
                thing.pid(),
                Optional.of(thing.manufacturer()).filter(text -> !text.isBlank()),
                Optional.of(thing.product()).filter(text -> !text.isBlank()),
                Optional.empty(),
                1,
                Optional.empty(),
                thing.interfaces().stream().map(RouterDongles::usbInterface).toList());
    }

    private static UsbInterface usbInterface(UsbThing.Interface each) {
        var triple = each.triple().matches("[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{2}")
                ? Optional.of(Triple.of(
                        each.triple().substring(0, 2),
                        each.triple().substring(3, 5),
                        each.triple().substring(6, 8)))
                : Optional.<Triple>empty();
        return new UsbInterface(
                each.number(),
                triple,
                Optional.empty(),
                each.driver(),
                node(each, "tty").map(name -> "/dev/" + name),
                each.nodes().stream()
                        .filter(name -> !name.startsWith("tty") && !name.startsWith("cdc-wdm"))
                        .findFirst(),
                node(each, "cdc-wdm").map(name -> "/dev/" + name));
    }

    private static Optional<String> node(UsbThing.Interface each, String prefix) {
        return each.nodes().stream().filter(name -> name.startsWith(prefix)).findFirst();
    }
}
