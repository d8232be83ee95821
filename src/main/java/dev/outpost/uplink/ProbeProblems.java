package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.at.NetworkAnswers;
import dev.outpost.at.SimUnlock;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.SimCard;
import dev.outpost.dongle.SimDetail;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.List;
import java.util.Optional;

/** What keeps a probe from being good news: no port answered (exit 4), or the SIM needs a person (exit 3). */
final class ProbeProblems {
    private static final String AGAIN = ", then run this again";

    private ProbeProblems() {}

    static Optional<Problem> of(List<ProbeDocument.Dongle> dongles, boolean opensPorts) {
        var reports = dongles.stream().map(ProbeDocument.Dongle::report).toList();
        if (reports.isEmpty()) {
            return Optional.of(ProblemCode.PORT_NO_DONGLE.problem(
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
        return ProblemCode.PORT_LIMITED.problem(
                port + " answers every question with an error: it is no AT port of a modem",
                "of a dongle with several ports often only one talks; a device that is no modem may say ERROR as well",
                "choose another of its ports, or let all be asked: outpost probe");
    }

    private static Problem notAsked() {
        return ProblemCode.PORT_NOT_ASKED.problem(
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
            return ProblemCode.PORT_NONE.problem(
                    "the dongle has no AT port in " + first.mode().word() + " mode",
                    first.warnings().isEmpty()
                            ? "nothing more is known"
                            : first.warnings().getFirst(),
                    "the verdict above rests on its descriptors");
        }
        var ports = first.ports();
        if (ports.isEmpty()) {
            return ProblemCode.PORT_NONE.problem(
                    "the dongle has no serial port here",
                    "no driver is bound to its serial interfaces, or it has none",
                    "on Linux: modprobe option; then run this again");
        }
        var port = ports.getFirst();
        return switch (port.role()) {
            case BUSY ->
                ProblemCode.PORT_BUSY.problem(
                        port.path() + " is in use: " + port.evidence(),
                        "two programs on one port spoil each other's answers",
                        "stop it, for ModemManager: systemctl stop ModemManager; then run this again");
            case LOST, UNKNOWN -> unusable(port);
            default ->
                ProblemCode.PORT_SILENT.problem(
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
        return ProblemCode.PORT_UNUSABLE.problem(what, because, next);
    }

    private static Problem storage(ProbeReport report) {
        var which = report.usb().map(u -> " " + u.id() + " at USB " + u.path()).orElse("");
        return ProblemCode.MODE_STORAGE.problem(
                "the dongle" + which + " is in storage mode: it shows a disk and no port",
                "such sticks offer their drivers for another system first and have to be switched to the modem that they are",
                report.usb().map(usb -> new StorageAdvice(usb).next()).orElse("outpost probe --switch"));
    }

    /** A radio that is off registers nowhere, whatever SIM is in. */
    private static Optional<Problem> trouble(ProbeReport report) {
        if (report.sim().needsAPerson()) {
            return Optional.of(sim(report.sim()));
        }
        return report.network().isRadioOff()
                ? Optional.of(ProblemCode.MODEM_RADIO_OFF.problem(
                        "the modem's radio is switched off" + level(report),
                        "flight mode, a switch on the case, or a laptop's module that its maker's firmware holds in low power",
                        "type in a terminal on its AT port: AT+CFUN=1; if it stays off, switch it on in the computer that it was made for,"
                                + " or let the router's own handler try"))
                : Optional.empty();
    }

    private static String level(ProbeReport report) {
        return report.answer(AtCommand.FUNCTION)
                .flatMap(answer -> NetworkAnswers.cfun(answer.lines()))
                .filter(NetworkAnswers.Functionality::isOff)
                .map(f -> " (AT+CFUN? says " + f.level() + ")")
                .orElse("");
    }

    /**
     * What a person has to do about a SIM that cannot dial: each trouble has its own cure.
     *
     * @param sim one that {@link SimCard#needsAPerson}
     */
    private static Problem sim(SimCard sim) {
        return switch (sim.detail()) {
            case ABSENT ->
                ProblemCode.SIM_ABSENT.problem(
                        "no SIM in the dongle", "the modem says so", "put the SIM in and run this again");
            case PUK ->
                ProblemCode.SIM_PUK_NEEDED.problem(
                        "the SIM is locked and asks for its PUK",
                        "the PIN was wrong too often",
                        "unlock it in a telephone with the PUK from the operator's letter");
            case OPERATOR_LOCK ->
                ProblemCode.SIM_OPERATOR_LOCK.problem(
                        "the modem is locked to another operator and does not take this SIM (PH-NET PIN)",
                        "it was sold with a contract; the SIM is sound, and neither its PIN nor its PUK opens this lock",
                        "use a SIM of the operator that sold the dongle, ask that operator for the unlock code, or take an unlocked dongle");
            case DEVICE_LOCK ->
                ProblemCode.SIM_DEVICE_LOCK.problem(
                        "the modem is locked to one SIM and this is another (PH-SIM PIN)",
                        "its former owner set a lock of the device itself; no PIN of the SIM opens it",
                        "put the SIM in that it belongs to, or ask the former owner for the device's code");
            case NOT_READY ->
                ProblemCode.SIM_NOT_READY.problem(
                        "the SIM does not become ready: no SIM in the dongle, or one that is still starting",
                        "the modem said NOT READY or SIM busy as long as there was time to wait",
                        "wait 30 s" + AGAIN + "; if it stays so, take the SIM out and seat it again");
            case FAILURE ->
                ProblemCode.SIM_FAILURE.problem(
                        "the modem cannot read the SIM: SIM failure",
                        "dirty contacts, a card that sits badly, or one that is broken",
                        "take the SIM out, wipe its contacts, seat it again" + AGAIN
                                + "; another SIM shows whether the card or the dongle is broken");
            case WRONG ->
                ProblemCode.SIM_WRONG.problem(
                        "the modem refuses this SIM: SIM wrong",
                        "it is no card for this network technology, or the modem is tied to other cards",
                        "try the SIM in a telephone; if it works there, the dongle needs another SIM");
            case PIN, READY, READY_SECOND_CODE, REFUSED, UNKNOWN -> pin(sim);
        };
    }

    /** Of a SIM about which nothing but a warning is said; empty for others. */
    static String simWarning(SimDetail detail) {
        return switch (detail) {
            case READY_SECOND_CODE ->
                "the SIM asks for PIN2 or PUK2: that guards call costs only, data works without it";
            case REFUSED ->
                "the modem answers AT+CPIN? with ERROR: no SIM, one that is still starting, or one that cannot be read;"
                        + " seat it again and run this again after 30 s";
            default -> "";
        };
    }

    private static Problem pin(SimCard sim) {
        var left = sim.pinTriesLeft();
        if (left.filter(n -> n >= SimUnlock.FLOOR).isPresent()) {
            return ProblemCode.SIM_PIN_NEEDED.problem(
                    "the SIM asks for its PIN; " + left.get() + " tries are left",
                    "the PIN is switched on",
                    "write modem.pin: env:SIM_PIN into the site file, or switch the PIN off in a telephone");
        }
        return ProblemCode.SIM_PIN_LOW.problem(
                "the SIM asks for its PIN, and "
                        + left.map(n -> n == 1 ? "one try is left" : n + " tries are left")
                                .orElse("nobody says how many tries are left"),
                "a PIN was entered wrongly before, or the modem does not tell",
                "unlock it in a telephone: no program here enters a PIN with fewer than " + SimUnlock.FLOOR
                        + " tries left");
    }
}
