package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.at.NetworkAnswers;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Network.Registration;
import dev.outpost.dongle.Network.Service;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.SimCard;
import dev.outpost.profile.DongleProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a technician or buyer should know besides the facts. */
final class Warnings {
    private static final double WEAK_RSRP = -115;
    private final ProbeReport report;
    private final Optional<DongleProfile> profile;

    Warnings(ProbeReport report, Optional<DongleProfile> profile) {
        this.report = report;
        this.profile = profile;
    }

    List<String> all() {
        var warnings = new ArrayList<String>();
        usb(warnings);
        ports(warnings);
        sim(warnings);
        network(warnings);
        profile.ifPresent(p -> p.notes().forEach(n -> warnings.add("known: " + n.says() + " (" + n.source() + ")")));
        return warnings;
    }

    private void usb(List<String> warnings) {
        if (report.usb().isEmpty()) {
            warnings.add("only a port was named: its USB side is not known, so no verdict is better than likely");
        }
        report.usb()
                .flatMap(usb -> usb.sight().gap())
                .ifPresent(gap -> warnings.add(gap + "; no verdict is better than a guess"));
        if (report.mode() == Mode.STORAGE) {
            report.usb().ifPresent(usb -> warnings.add(new StorageAdvice(usb).warning()));
        }
        report.usb()
                .map(Layout::of)
                .flatMap(Layout::unhandled)
                .ifPresent(why -> warnings.add(why + ": no uplink is offered"));
        if (report.mode() == Mode.DOWNLOAD) {
            warnings.add("in emergency download mode: nothing was written to it; unplug it and plug it in again");
        }
        var phone = report.phone();
        phone.ifPresent(p -> warnings.add(p.warning()));
        if (report.mode() == Mode.ROUTER && phone.isEmpty()) {
            warnings.add("a router on a stick: it has its own address translation, so the outside reaches the site"
                    + " through a tunnel only");
        }
        profile.flatMap(DongleProfile::gateway)
                .filter(g -> report.mode() == Mode.ROUTER)
                .ifPresent(g -> warnings.add("it is " + g + " itself: the router's LAN must be another network"));
    }

    private void ports(List<String> warnings) {
        for (var port : report.ports()) {
            if (port.role() == ProbedPort.Role.BUSY) {
                warnings.add(port.path() + " is " + port.evidence() + ": nothing more was asked there");
            }
        }
    }

    private void sim(List<String> warnings) {
        var sim = report.sim();
        Optional.of(ProbeProblems.simWarning(sim.detail()))
                .filter(said -> !said.isEmpty())
                .ifPresent(warnings::add);
        if (sim.state() == SimCard.State.PIN && sim.pinTriesLeft().isEmpty()) {
            warnings.add("nobody says how many PIN tries are left: no PIN may be entered by a program");
        }
        if (sim.state() == SimCard.State.READY
                && sim.apn().value().isEmpty()
                && sim.operator().isPresent()) {
            warnings.add("no APN is known for network " + sim.operator().get() + ": ask the operator, write modem.apn");
        }
        stored().filter(apn -> sim.apn()
                        .value()
                        .filter(value -> !value.equalsIgnoreCase(apn))
                        .isPresent())
                .ifPresent(apn -> warnings.add("the modem's first context has the APN " + apn
                        + ": if this SIM worked with it before, write modem.apn: " + apn));
        if (!sim.apn().alternatives().isEmpty()) {
            warnings.add(
                    "other APNs of this network: " + String.join(", ", sim.apn().alternatives()));
        }
    }

    private void network(List<String> warnings) {
        var network = report.network();
        if (network.registration() == Registration.ROAMING) {
            warnings.add("roaming: the APN is the home network's; data may be dear or shut");
        }
        network.service().ifPresentOrElse(service -> warnings.addAll(limits(service)), () -> {
            if (network.registration() == Registration.DENIED) {
                warnings.add("the network refuses this SIM");
            }
        });
        if (network.isRadioOff()) {
            warnings.add("the radio is switched off: nothing can be registered, and no signal is measured");
        }
        network.rsrp()
                .filter(rsrp -> rsrp < WEAK_RSRP)
                .ifPresent(rsrp ->
                        warnings.add("the signal is so weak that the link will drop: move it or use an antenna"));
    }

    private static List<String> limits(Service service) {
        return switch (service) {
            case FULL -> List.of();
            case SMS_ONLY ->
                List.of(
                        "registered for SMS only: the network gives this SIM no data; ask the operator for a data contract");
            case EMERGENCY_ONLY ->
                List.of("registered for emergency calls only: the network does not serve this SIM;"
                        + " its contract is not active, or it may not be used here: ask the operator");
        };
    }

    /** What somebody wrote into the modem's first context, AT+CGDCONT?. */
    private Optional<String> stored() {
        return report.answer(AtCommand.CONTEXTS).stream()
                .flatMap(answer -> NetworkAnswers.cgdcont(answer.lines()).stream())
                .findFirst();
    }
}
