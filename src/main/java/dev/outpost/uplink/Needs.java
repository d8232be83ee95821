package dev.outpost.uplink;

import dev.outpost.at.SetportParser;
import dev.outpost.dongle.DriverClaim;
import dev.outpost.dongle.KernelTable;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.profile.DongleProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an OpenWrt router needs for a kind of uplink: handler, packages, options; and the node that was seen here. */
final class Needs {
    /** The ncm handler asks once for the maker without it; modems were seen to need up to 30 s. */
    private static final int DELAY_SECONDS = 10;

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
        var uplink = Uplink.of(draft.kind, device(draft));
        var proto = draft.proto.orElse(uplink.proto());
        if (draft.isHuaweiNcm()) {
            draft.function.flatMap(f -> f.at().wdm()).ifPresent(wdm -> draft.reasons.add(notThrough(wdm, draft)));
        }
        return new Candidate(
                uplink,
                draft.confidence,
                draft.reasons,
                draft.against,
                new OpenWrtNeeds(proto, packages(draft, proto), options(draft, proto)));
    }

    private static String notThrough(String wdm, Draft draft) {
        var words = "dialled through the AT port, not " + wdm.substring(wdm.lastIndexOf('/') + 1);
        return draft.advice > 0
                ? words
                : words + ": that channel is known to stay silent on sticks like this (ModemManager's Huawei rules)";
    }

    private Optional<String> device(Draft draft) {
        return switch (draft.kind) {
            case "ncm" -> draft.proto.isPresent() ? net(draft) : atNode();
            case "directip" -> atNode();
            case "qmi", "mbim" -> draft.function.flatMap(f -> f.at().wdm());
            case "ppp" -> draft.function.flatMap(f -> f.at().tty()).or(this::atNode);
            default -> net(draft);
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

    private List<String> packages(Draft draft, String proto) {
        var packages = new ArrayList<String>();
        switch (proto) {
            case "ncm" -> packages.add("comgt-ncm");
            case "qmi" -> packages.add("uqmi");
            case "mbim" -> packages.add("umbim");
            case "directip" -> packages.add("comgt-directip");
            case "3g" -> packages.add("comgt");
            default -> {}
        }
        switch (draft.kind) {
            case "ncm" ->
                packages.add(
                        draft.function.isEmpty() || draft.isHuaweiNcm()
                                ? "kmod-usb-net-huawei-cdc-ncm"
                                : "kmod-usb-net-cdc-ncm");
            case "qmi" -> packages.add("kmod-usb-net-qmi-wwan");
            case "mbim" -> packages.add("kmod-usb-net-cdc-mbim");
            case "directip" -> packages.add("kmod-usb-net-sierrawireless");
            case "ecm" -> packages.add("kmod-usb-net-cdc-ether");
            case "rndis" -> packages.add("kmod-usb-net-rndis");
            default -> {}
        }
        if (layout.isEmpty() || layout.filter(l -> l.has(Kind.SERIAL)).isPresent()) {
            packages.add(serialPackage());
        }
        if (startsAsStorage()) {
            packages.add("usb-modeswitch");
        }
        return packages;
    }

    private String serialPackage() {
        var drivers = layout.stream()
                .flatMap(l -> l.of(Kind.SERIAL).stream().map(f -> serialDriver(l.device(), f.at())))
                .toList();
        if (drivers.contains("cdc_acm")) {
            return "kmod-usb-acm";
        }
        if (drivers.contains("qcserial")) {
            return "kmod-usb-serial-qualcomm";
        }
        return drivers.contains("sierra") ? "kmod-usb-serial-sierrawireless" : "kmod-usb-serial-option";
    }

    /** The kernel's choice, else what is bound here. */
    private static String serialDriver(UsbDevice device, UsbInterface port) {
        var kernels = KernelTable.shipped();
        return kernels.claim(device, port, kernels.newest())
                .filter(DriverClaim::isSerial)
                .map(DriverClaim::driver)
                .or(port::driver)
                .orElse("option");
    }

    /** It shows a CD-ROM after each power-up: its own word counts, else whether it still shows a disk beside the modem. */
    private boolean startsAsStorage() {
        return at.setport()
                .map(SetportParser.Ports::startsAsStorage)
                .orElseGet(() -> layout.filter(l -> l.has(Kind.STORAGE)).isPresent());
    }

    /** The device is a node on the router: nobody knows it before the dongle is plugged in there. */
    private Map<String, Optional<String>> options(Draft draft, String proto) {
        var options = new LinkedHashMap<String, Optional<String>>();
        options.put("device", Optional.empty());
        var apn = report.sim().apn().value();
        switch (proto) {
            case "ncm" -> {
                options.put("apn", apn);
                options.put("pdptype", Optional.of("IP"));
                options.put("delay", Optional.of(String.valueOf(draft.delay.orElse(DELAY_SECONDS))));
            }
            case "qmi" -> {
                options.put("apn", apn);
                options.put("pdptype", Optional.of("ip"));
            }
            case "mbim" -> {
                options.put("apn", apn);
                options.put("pdptype", Optional.of("ipv4"));
            }
            case "3g" -> {
                options.put("apn", apn);
                options.put("service", Optional.of("umts"));
            }
            default -> {}
        }
        return options;
    }
}
