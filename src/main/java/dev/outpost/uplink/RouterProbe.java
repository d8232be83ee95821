package dev.outpost.uplink;

import dev.outpost.at.AtPorts;
import dev.outpost.dongle.Prober;
import dev.outpost.profile.ProfileBook;
import dev.outpost.router.UsbLook;
import dev.outpost.step.Problem;
import dev.outpost.step.Ticker;
import java.util.List;
import java.util.Optional;

/** The probe of a dongle that is plugged into a router: its descriptors from there, its answers over the router's own ports. */
public final class RouterProbe {
    private final UsbLook look;
    private final AtPorts ports;
    private final Ticker time;

    /** @param time in which everything is waited for */
    public RouterProbe(UsbLook look, AtPorts ports, Ticker time) {
        this.look = look;
        this.ports = ports;
        this.time = time;
    }

    /** @param named nodes of the router to ask; all where none is named */
    public ProbeDocument ask(List<String> named) {
        var prober =
                new Prober(ports, path -> Optional.ofNullable(look.holders().get(path)), time);
        var probe = new DongleProbe(prober, ProfileBook.shipped(), String::equals, time::nanos);
        var devices = RouterDongles.devices(look.tree());
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
