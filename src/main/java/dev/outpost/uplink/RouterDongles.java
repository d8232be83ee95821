package dev.outpost.uplink;

import dev.outpost.at.AtPorts;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.PortReports;
import dev.outpost.dongle.Prober;
import dev.outpost.dongle.SysfsReader;
import dev.outpost.dongle.Target;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.UsbLook;
import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dongles in a router: what its own USB tree tells of them, and what they answer there. */
public final class RouterDongles {
    private RouterDongles() {}

    /** Every USB device of the router that is no hub. */
    public static List<UsbDevice> devices(RouterFacts router) {
        return devices(router.usb());
    }

    /** Every device of a tree that one look copied: paths below {@code /sys/bus/usb/devices} with their values. */
    public static List<UsbDevice> devices(Map<String, String> tree) {
        return new SysfsReader(new SysfsReader.Lines(tree), "/dev").devices();
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

    /**
     * The probe of a dongle that is plugged into a router: its descriptors from there, its answers over the router's own ports.
     *
     * @param time in which everything is waited for
     * @param named nodes of the router to ask; all where none is named
     */
    public static ProbeDocument ask(UsbLook look, AtPorts ports, Ticker time, List<String> named) {
        var prober =
                new Prober(ports, path -> Optional.ofNullable(look.holders().get(path)), time);
        var probe = new DongleProbe(prober, ProfileBook.shipped(), String::equals, time::nanos);
        var devices = devices(look.tree());
        var document = named.isEmpty() ? probe.all(devices) : probe.ports(named, devices);
        return new ProbeDocument(
                document.dongles(), document.problem().map(p -> onRouter(p, document)), document.elapsed());
    }

    /** The same problem, with what to do about it on a router. */
    private static Problem onRouter(Problem problem, ProbeDocument document) {
        return switch (problem.code()) {
            case PORT_NO_DONGLE ->
                problem.withWhat("no dongle is plugged into the router")
                        .withNext("plug it in, wait 30 s and run this again");
            case PORT_NONE -> noPort(problem, document);
            case MODE_STORAGE ->
                problem.withNext(
                        "on the router: opkg install usb-modeswitch; plug the dongle out and in again; or plug it into"
                                + " this computer and run: outpost probe --switch");
            case PORT_BUSY ->
                problem.withNext("take wan down on the router with: ifdown wan; then run this again, and: ifup wan");
            case PORT_UNUSABLE ->
                problem.withBecause("the dongle was reset or pulled out").withNext("run this again in 30 s");
            case PORT_SILENT ->
                problem.withBecause("not an AT port, or the dongle is still starting")
                        .withNext("wait 30 s and run this again");
            default -> problem;
        };
    }

    private static Problem noPort(Problem problem, ProbeDocument document) {
        var packages = document.usable()
                .flatMap(ProbeDocument.Dongle::best)
                .map(best -> best.packages())
                .filter(names -> !names.isEmpty());
        if (packages.isEmpty() || !problem.what().contains("serial port")) {
            return problem;
        }
        return problem.withWhat("the dongle has no serial port on the router")
                .withBecause(
                        "no driver there is bound to its serial interfaces; the verdict above rests on its descriptors")
                .withNext("outpost apply SITE installs what is missing, or on the router: opkg install "
                        + String.join(" ", packages.get()));
    }
}
