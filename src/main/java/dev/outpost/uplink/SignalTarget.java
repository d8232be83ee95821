package dev.outpost.uplink;

import dev.outpost.at.AtCommand;
import dev.outpost.at.Dialect;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.Optional;
import java.util.Set;

/**
 * The port on which a probed modem is asked for its signal.
 *
 * @param path node or TCP address
 * @param modem who it says it is
 * @param neverAsk what this device must not be asked
 */
public record SignalTarget(String path, String modem, Dialect dialect, Set<AtCommand> neverAsk) {
    public SignalTarget {
        neverAsk = Set.copyOf(neverAsk);
    }

    /**
     * The first AT port of the first dongle that has one.
     *
     * @throws ProblemException where there is none: what the probe said, else {@code PORT-SILENT}
     */
    public static SignalTarget in(ProbeDocument probe) {
        return probe.dongles().stream()
                .map(ProbeDocument.Dongle::report)
                .flatMap(report -> of(report).stream())
                .findFirst()
                .orElseThrow(() -> new ProblemException(probe.problem()
                        .orElseGet(() -> new Problem(
                                ProblemCode.PORT_SILENT,
                                "no port answers",
                                "not known",
                                "see what is there: outpost probe"))));
    }

    private static Optional<SignalTarget> of(ProbeReport report) {
        var who = report.identity();
        var profile = ReportMaker.profile(ProfileBook.shipped(), report.usb(), who.model());
        return report.atPort()
                .map(port -> new SignalTarget(
                        port.path(),
                        (who.manufacturer().orElse("") + " " + who.model().orElse("")).strip(),
                        Dialect.of(who.manufacturer(), report.usb().map(UsbDevice::vid)),
                        DongleProbe.neverAsk(profile)));
    }
}
