package dev.outpost.uplink;

import dev.outpost.at.DeviceAnswers;
import dev.outpost.dongle.KernelTable;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.LinuxDrivers;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.profile.DongleProfile;
import dev.outpost.profile.Handler;
import dev.outpost.profile.UplinkHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an OpenWrt router needs for a kind of uplink: handler, packages, options; and the node that was seen here. */
final class Needs {
    private final UplinkHandlers handlers = UplinkHandlers.shipped();
    private final ProbeReport report;
    private final Optional<Layout> layout;
    private final Optional<DongleProfile> profile;
    private final AtEvidence at;

    Needs(ProbeReport report, Optional<Layout> layout, Optional<DongleProfile> profile, AtEvidence at) {
        this.report = report;
        this.layout = layout;
        this.profile = profile;
        this.at = at;
    }

    Candidate candidate(Draft draft) {
        var handler = draft.handler.orElseGet(() -> handlers.of(draft.kind));
        if (draft.isHuaweiNcm()) {
            draft.function.flatMap(f -> f.at().wdm()).ifPresent(wdm -> draft.reasons.add(notThrough(wdm, draft)));
        }
        return new Candidate(
                draft.kind,
                device(draft),
                draft.confidence,
                draft.reasons,
                draft.against,
                handler,
                packages(draft, handler),
                options(draft, handler));
    }

    private static String notThrough(String wdm, Draft draft) {
        var words = "dialled through the AT port, not " + wdm.substring(wdm.lastIndexOf('/') + 1);
        return draft.advice > 0
                ? words
                : words + ": that channel is known to stay silent on sticks like this (ModemManager's Huawei rules)";
    }

    private Optional<String> device(Draft draft) {
        return switch (draft.kind) {
            case NCM -> draft.handler.filter(h -> h.node() == Handler.Node.NET).isPresent() ? net(draft) : atNode();
            case DIRECTIP -> atNode();
            case QMI, MBIM -> draft.function.flatMap(f -> f.at().wdm());
            case PPP -> draft.function.flatMap(f -> f.at().tty()).or(this::atNode);
            case ECM, RNDIS -> net(draft);
        };
    }

    private static Optional<String> net(Draft draft) {
        return draft.function.flatMap(f -> f.at().net());
    }

    /** The port that answered, else the one that the descriptors or the profile point at. */
    private Optional<String> atNode() {
        return report.atPort()
                .map(ProbedPort::path)
                .or(() -> layout.flatMap(Layout::pcui).flatMap(UsbInterface::tty))
                .or(() -> profile.flatMap(DongleProfile::atInterface)
                        .flatMap(n -> layout.flatMap(l -> l.at(n)))
                        .flatMap(f -> f.at().tty()));
    }

    private List<String> packages(Draft draft, Handler handler) {
        var packages = new ArrayList<String>();
        handler.brings().ifPresent(packages::add);
        draft.carrier()
                .flatMap(handlers::carrier)
                .orElseGet(() -> handlers.likeliest(draft.kind))
                .brings()
                .ifPresent(packages::add);
        if (layout.isEmpty()) {
            packages.add(
                    handlers.serialPackage(handler.serial().stream().limit(1).toList()));
        } else if (layout.get().has(Kind.SERIAL)) {
            packages.add(handlers.serialPackage(serialDrivers(layout.get())));
        }
        if (startsAsStorage()) {
            packages.addAll(handlers.storagePackages());
        }
        return packages;
    }

    private static List<String> serialDrivers(Layout layout) {
        return layout.of(Kind.SERIAL).stream()
                .flatMap(f -> serialDriver(layout.device(), f.at()).stream())
                .toList();
    }

    /** The kernel's choice, else what is bound here. */
    private static Optional<String> serialDriver(UsbDevice device, UsbInterface port) {
        var kernels = KernelTable.shipped();
        return kernels.claim(device, port, kernels.newest())
                .filter(LinuxDrivers.Claim::isSerial)
                .map(LinuxDrivers.Claim::driver)
                .or(port::driver);
    }

    /** It shows a CD-ROM after each power-up: its own word counts, else whether it still shows a disk beside the modem. */
    private boolean startsAsStorage() {
        return at.setport()
                .map(DeviceAnswers.Ports::startsAsStorage)
                .orElseGet(() -> layout.filter(l -> l.has(Kind.STORAGE)).isPresent());
    }

    /** The device is a node on the router: nobody knows it before the dongle is plugged in there. */
    private Map<String, Optional<String>> options(Draft draft, Handler handler) {
        var options = new LinkedHashMap<String, Optional<String>>();
        options.put("device", Optional.empty());
        var known = Map.of("apn", report.sim().apn().value(), "delay", draft.delay.map(String::valueOf));
        handler.options().stream()
                .filter(Handler.Option::probed)
                .forEach(option -> options.put(
                        option.name(),
                        known.getOrDefault(option.name(), Optional.empty()).or(option::usual)));
        return options;
    }
}
