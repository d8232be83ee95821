package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.at.CfunParser;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.List;
import java.util.Optional;

/** What keeps a probe from being good news: no port answered (exit 4), or the SIM needs a person (exit 3). */
final class ProbeProblems {
    private ProbeProblems() {}

    static Optional<Problem> of(List<ProbeDocument.Dongle> dongles, boolean opensPorts) {
        var reports = dongles.stream().map(ProbeDocument.Dongle::report).toList();
        if (reports.isEmpty()) {
            return Optional.of(new Problem(
                    ProblemCode.PORT_NO_DONGLE,
                    "no dongle is plugged in",
                    "no USB device here is a modem, a router on a stick, or one before its mode switch",
                    "plug it in, wait 30 s and run this again, or name a port: outpost probe --port /dev/ttyUSB0"));
        }
        var answering = reports.stream()
                .filter(r -> r.ports().stream().anyMatch(ProbedPort::answers))
                .toList();
        if (answering.isEmpty()) {
            return Optional.of(opensPorts ? nobodyAnswers(reports) : notAsked());
        }
        if (answering.stream().allMatch(r -> r.mode() == Mode.UNKNOWN)) {
            return Optional.of(refusesEverything(answering.getFirst()));
        }
        return answering.stream().flatMap(r -> trouble(r).stream()).findFirst();
    }

    private static Problem refusesEverything(ProbeReport report) {
        var port = report.ports().stream()
                .filter(ProbedPort::answers)
                .findFirst()
                .map(ProbedPort::path)
                .orElse("the port");
        return new Problem(
                ProblemCode.PORT_LIMITED,
                port + " answers every question with an error: it is no AT port of a modem",
                "of a dongle with several ports often only one talks; a device that is no modem may say ERROR as well",
                "choose another of its ports, or let all be asked: outpost probe");
    }

    private static Problem notAsked() {
        return new Problem(
                ProblemCode.PORT_NOT_ASKED,
                "no port was opened",
                "a USB tree or dump shows descriptors only",
                "for SIM and signal plug the dongle in here and run: outpost probe");
    }

    private static Problem nobodyAnswers(List<ProbeReport> reports) {
        var first = reports.getFirst();
        if (first.mode() == Mode.STORAGE) {
            return storage(first);
        }
        if (first.mode() == Mode.ROUTER || first.mode() == Mode.DOWNLOAD) {
            return new Problem(
                    ProblemCode.PORT_NONE,
                    "the dongle has no AT port in " + first.mode().word() + " mode",
                    first.warnings().isEmpty()
                            ? "nothing more is known"
                            : first.warnings().getFirst(),
                    "the verdict above rests on its descriptors");
        }
        var ports = first.ports();
        if (ports.isEmpty()) {
            return new Problem(
                    ProblemCode.PORT_NONE,
                    "the dongle has no serial port here",
                    "no driver is bound to its serial interfaces, or it has none",
                    "on Linux: modprobe option; then run this again");
        }
        var port = ports.getFirst();
        return switch (port.role()) {
            case BUSY ->
                new Problem(
                        ProblemCode.PORT_BUSY,
                        port.path() + " is in use: " + port.evidence(),
                        "two programs on one port spoil each other's answers",
                        "stop it, for ModemManager: systemctl stop ModemManager; then run this again");
            case LOST, UNKNOWN -> unusable(port);
            default ->
                new Problem(
                        ProblemCode.PORT_SILENT,
                        "no answer on " + port.path() + ": " + port.evidence(),
                        "not an AT port, the dongle is still starting, or another program holds it",
                        "wait 30 s and try again, or choose another port with --port");
        };
    }

    /** Its evidence is the system's word; each has its own cure. */
    static Problem unusable(ProbedPort port) {
        var said = port.evidence();
        var what = said.contains(port.path().replaceFirst("^tcp:", "")) ? said : port.path() + ": " + said;
        var because = "";
        var next = "name one that is there: ls /dev/ttyUSB* /dev/ttyACM*";
        if (said.startsWith("no permission")) {
            because = "this user may not open it";
            next = "sudo outpost doctor --usb --install-udev-rules, then plug the dongle out and in";
        } else if (said.contains(" is gone")) {
            next = "plug it in, wait 30 s, then run this again";
        } else if (port.path().startsWith("tcp:")) {
            next = "start what shall listen there, or check host and port; then run this again";
        } else if (port.role() == ProbedPort.Role.UNKNOWN) {
            because = "it is no serial port";
        }
        return new Problem(ProblemCode.PORT_UNUSABLE, what, because, next);
    }

    private static Problem storage(ProbeReport report) {
        var which = report.usb().map(u -> " " + u.id() + " at USB " + u.path()).orElse("");
        return new Problem(
                ProblemCode.MODE_STORAGE,
                "the dongle" + which + " is in storage mode: it shows a disk and no port",
                "such sticks offer their drivers for another system first and have to be switched to the modem that they are",
                report.usb().map(usb -> new StorageAdvice(usb).next()).orElse("outpost probe --switch"));
    }

    /** A radio that is off registers nowhere, whatever SIM is in. */
    private static Optional<Problem> trouble(ProbeReport report) {
        if (report.sim().needsAPerson()) {
            return Optional.of(SimProblems.of(report.sim()));
        }
        return report.network().isRadioOff()
                ? Optional.of(new Problem(
                        ProblemCode.MODEM_RADIO_OFF,
                        "the modem's radio is switched off" + level(report),
                        "flight mode, a switch on the case, or a laptop's module that its maker's firmware holds in low power",
                        "type in a terminal on its AT port: AT+CFUN=1; if it stays off, switch it on in the computer that it was made for,"
                                + " or let the router's own handler try"))
                : Optional.empty();
    }

    private static String level(ProbeReport report) {
        return report.answer(AtCommand.FUNCTION)
                .flatMap(answer -> CfunParser.parse(answer.lines()))
                .filter(CfunParser.Functionality::isOff)
                .map(f -> " (AT+CFUN? says " + f.level() + ")")
                .orElse("");
    }
}
