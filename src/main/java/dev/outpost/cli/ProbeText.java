package dev.outpost.cli;

import dev.outpost.dongle.Network;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.SimCard;
import dev.outpost.dongle.SimDetail;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.uplink.Candidate;
import dev.outpost.uplink.ProbeDocument;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A probe's findings in words for a technician. */
final class ProbeText {
    /** What stands before the paths of a laptop that is a folder itself; empty on a real one. */
    private final String laptop;

    private final Console console;

    ProbeText(Console console, Path laptop) {
        this.laptop = laptop.equals(laptop.getRoot()) ? "" : laptop.toString();
        this.console = console;
    }

    void print(ProbeDocument document) {
        document.dongles().forEach(this::dongle);
        if (document.dongles().isEmpty()) {
            return;
        }
        console.blank();
        if (document.isOfDescriptorsOnly()) {
            console.line("from descriptors only; SIM and signal were not asked");
        }
        console.line("looked for " + "%.1f s".formatted(document.elapsed().toMillis() / 1000.0));
    }

    private void dongle(ProbeDocument.Dongle dongle) {
        var report = dongle.report();
        console.head(name(report) + ": " + verdict(dongle));
        dongle.router().ifPresent(fit -> new RouterFitText(console).print(fit, report.warnings()));
        uplinks(dongle);
        console.title("Dongle");
        console.step(
                Mark.SEEN,
                "mode " + report.mode().word()
                        + report.usb().map(u -> ", at USB " + u.path()).orElse(""),
                report.profile().map(p -> "profile " + p).orElse("no profile fits"));
        identity(report);
        report.ports().forEach(this::port);
        if (report.ports().stream().anyMatch(ProbedPort::answers)) {
            sim(report.sim());
            network(report.network());
        }
        report.warnings().forEach(w -> console.step(Mark.WARNED, w, ""));
        console.step(Mark.SEEN, "this verdict is " + report.tried(), "");
        needs(dongle);
    }

    /** The answer in a few words. */
    private static String verdict(ProbeDocument.Dongle dongle) {
        return dongle.best()
                .map(best -> best.kind() + " (" + best.confidence().word() + ")")
                .orElseGet(() -> switch (dongle.report().mode()) {
                    case STORAGE -> "in storage mode, it has to be switched first";
                    case DOWNLOAD -> "in download mode, no modem now";
                    case MODEM, ROUTER, UNKNOWN ->
                        dongle.report().usb().flatMap(u -> u.sight().gap()).isPresent()
                                ? "not shown well enough for a verdict"
                                : "no uplink";
                });
    }

    private static String name(ProbeReport report) {
        return report.usb()
                .map(ProbeText::usb)
                .orElseGet(() -> report.identity().model().orElse("a modem")
                        + report.ports().stream()
                                .findFirst()
                                .map(p -> " on " + p.path() + ", USB side unknown")
                                .orElse(""));
    }

    private static String usb(UsbDevice usb) {
        var names = Stream.of(usb.manufacturer(), usb.product())
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(" "));
        var id = usb.hasId() ? usb.id() : "a device whose ids are not shown";
        return id + (names.isEmpty() ? "" : " " + names);
    }

    private void identity(ProbeReport report) {
        var who = report.identity();
        if (who.manufacturer().isEmpty() && who.model().isEmpty()) {
            return;
        }
        console.step(
                Mark.SEEN,
                "it says it is " + who.manufacturer().orElse("?") + " "
                        + who.model().orElse(""),
                Stream.of(who.revision().map(r -> "firmware " + r), who.imei().map(i -> "IMEI " + i))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", ")));
    }

    private void port(ProbedPort port) {
        var where = here(port.path())
                + port.interfaceNumber().map(n -> " (interface " + n + ")").orElse("");
        var mark = switch (port.role()) {
            case AT -> Mark.DONE;
            case AT_LIMITED, BUSY, WEDGED, LOST -> Mark.WARNED;
            case DIAG, NMEA, PPP, SILENT, UNKNOWN -> Mark.SEEN;
        };
        console.step(mark, where + ": " + port.role().word(), port.evidence());
    }

    private void sim(SimCard sim) {
        var tries = sim.pinTriesLeft().map(n -> n + " PIN tries left").orElse("PIN tries not told");
        console.step(
                sim.needsAPerson() ? Mark.FAILED : sim.state() == SimCard.State.READY ? Mark.DONE : Mark.WARNED,
                "SIM " + inWords(sim.detail()),
                sim.operator().map(o -> "network " + o + ", ").orElse("") + tries);
        sim.apn()
                .value()
                .ifPresent(apn ->
                        console.step(Mark.DONE, "APN " + apn, sim.apn().source().orElse("")));
    }

    private static String inWords(SimDetail detail) {
        return switch (detail) {
            case READY -> "ready";
            case READY_SECOND_CODE -> "ready (it asks for PIN2 or PUK2, which data does not need)";
            case PIN -> "asks for its PIN";
            case PUK -> "asks for its PUK";
            case ABSENT -> "is not there";
            case OPERATOR_LOCK -> "is not taken: the modem is locked to another operator";
            case DEVICE_LOCK -> "is not taken: the modem is locked to another SIM";
            case NOT_READY -> "is not ready";
            case FAILURE -> "cannot be read: SIM failure";
            case WRONG -> "is refused by the modem: SIM wrong";
            case REFUSED -> "question was answered with ERROR";
            case UNKNOWN -> "does not say how it is";
        };
    }

    private void network(Network network) {
        var registered = network.registration() == Network.Registration.HOME
                || network.registration() == Network.Registration.ROAMING;
        var technology = network.technology()
                .map(t -> " on " + t.toUpperCase(Locale.ROOT))
                .orElse("");
        console.step(
                registered ? Mark.DONE : Mark.WARNED,
                network.isRadioOff() ? "the radio is switched off" : inWords(network, technology),
                network.address().map(a -> "address " + a).orElse("no data session"));
        console.step(SignalText.mark(network), "signal " + SignalText.quality(network), SignalText.figures(network));
    }

    private static String inWords(Network network, String technology) {
        return switch (network.registration()) {
            case HOME -> "registered at home" + technology;
            case ROAMING -> "registered, roaming" + technology;
            case SEARCHING -> "searching for a network";
            case DENIED ->
                network.service()
                        .map(service -> service == Network.Service.SMS_ONLY
                                ? "registered for SMS only, not for data"
                                : "registered for emergency calls only")
                        .orElse("the network refuses it");
            case UNKNOWN -> "registration not told";
        };
    }

    private void uplinks(ProbeDocument.Dongle dongle) {
        if (dongle.uplinks().isEmpty()) {
            return;
        }
        console.title("Uplinks, best first");
        for (var candidate : dongle.uplinks()) {
            var first = candidate.equals(dongle.uplinks().getFirst());
            uplink(candidate, first);
        }
    }

    private void needs(ProbeDocument.Dongle dongle) {
        if (dongle.uplinks().isEmpty()) {
            return;
        }
        var best = dongle.uplinks().getFirst();
        console.title("An OpenWrt router will need");
        console.step(Mark.CHANGE, "packages " + String.join(" ", best.packages()), "");
        var options = best.options().entrySet().stream()
                .map(o -> o.getKey() + "=" + o.getValue().orElse("?"))
                .collect(Collectors.joining(" "));
        console.step(
                Mark.CHANGE,
                "network.wan proto=" + best.handler().proto() + " " + options,
                "the device is found on the router");
    }

    private void uplink(Candidate candidate, boolean first) {
        var where = candidate.device().map(d -> " on " + here(d)).orElse("");
        console.step(
                first ? Mark.DECIDED : Mark.SEEN,
                candidate.kind() + where + ": " + candidate.confidence().word(),
                "");
        candidate.reasons().forEach(r -> console.detail("+", r));
        candidate.against().forEach(a -> console.detail("-", a));
    }

    private String here(String path) {
        return path.startsWith(laptop) ? path.substring(laptop.length()) : path;
    }
}
