package dev.outpost.uplink;

import dev.outpost.dongle.KernelSeries;
import dev.outpost.dongle.KernelTable;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.LinuxDrivers;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbFunction;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the descriptors alone offer: one draft for each network function, PPP where there is a serial port. */
final class DescriptorEvidence {
    /** Its users are told to update; nobody misses a hint that it lacks ids. */
    private static final String OLD = "22.03";

    private final Layout layout;
    private final LinuxDrivers drivers = LinuxDrivers.shipped();

    DescriptorEvidence(Layout layout) {
        this.layout = layout;
    }

    List<Draft> drafts() {
        var drafts = new ArrayList<Draft>();
        for (var carrier : UplinkHandlers.shipped().carriers()) {
            layout.functions().stream()
                    .filter(f -> f.kind().isNetwork() && f.kind().word().equals(carrier.function()))
                    .findFirst()
                    .map(f -> network(carrier, f))
                    .ifPresent(drafts::add);
        }
        if (layout.has(Kind.SERIAL) && !layout.has(Kind.UNHANDLED)) {
            drafts.add(ppp(drafts.stream().allMatch(d -> d.confidence == Confidence.GUESS)));
        }
        drafts.forEach(this::weighSeries);
        return drafts;
    }

    /** Which supported releases' kernels are too old for it. */
    private void weighSeries(Draft draft) {
        var lacking = KernelTable.shipped().series().stream()
                .filter(s -> !s.isLaterRelease() && !s.name().equals(OLD))
                .filter(s -> !(KernelCheck.of(layout.device(), draft.kind, s) instanceof KernelCheck.Answer.Drives))
                .toList();
        if (lacking.contains(KernelTable.shipped().newest())) {
            draft.but(
                    "no kernel of OpenWrt lists " + layout.device().id()
                            + " for it: the id has to be told to the driver"
                            + " at each start (new_id), as apply sets up",
                    Confidence.LIKELY);
        } else if (!lacking.isEmpty()) {
            draft.against.add("too young for the kernel of OpenWrt "
                    + lacking.stream().map(s -> inWords(s, draft)).collect(Collectors.joining(", ")));
        }
    }

    /** Later releases of a series may have learned it. */
    private String inWords(KernelSeries series, Draft draft) {
        return KernelCheck.of(layout.device(), draft.kind, series) instanceof KernelCheck.Answer.NewerKernel newer
                        && newer.sameSeries()
                ? series.name() + " in its first releases"
                : series.name();
    }

    private Draft network(UplinkHandlers.Carrier carrier, UsbFunction f) {
        return switch (carrier.kind()) {
            case NCM ->
                f.kind() == Kind.HUAWEI_NCM
                        ? draft(carrier, f, Confidence.SURE)
                        : ncm(draft(carrier, f, Confidence.LIKELY));
            case QMI -> qmi(draft(carrier, f, Confidence.SURE), f);
            case DIRECTIP -> draft(carrier, f, Confidence.LIKELY);
            case ECM, RNDIS -> ethernet(draft(carrier, f, Confidence.SURE));
            case MBIM, PPP -> draft(carrier, f, Confidence.SURE);
        };
    }

    private static Draft draft(UplinkHandlers.Carrier carrier, UsbFunction f, Confidence confidence) {
        var draft = new Draft(carrier.kind(), Optional.of(f), confidence, f.because());
        carrier.handler().seldom().ifPresent(draft.against::add);
        return draft;
    }

    private Draft qmi(Draft draft, UsbFunction f) {
        var byItsTriple = f.at().triple()
                .filter(Triple::isVendor)
                .filter(t -> t.subclass() == 0x01 && layout.device().isHuawei())
                .isPresent();
        if (byItsTriple) {
            return draft;
        }
        if (drivers.hasRareQmi(layout.device())
                && f.at().triple().filter(Triple::isVendor).isPresent()) {
            draft.but("QMI of this maker's ff/ff/ff sticks seldom carries data", Confidence.GUESS);
        } else if (drivers.hasDoubtfulQmi(layout.device())) {
            draft.but("some sticks of this maker expose a QMI that carries no data", Confidence.LIKELY);
        }
        return draft;
    }

    private Draft ncm(Draft draft) {
        if (layout.mode() == Mode.ROUTER) {
            draft.because("no serial port: it dials by itself and gives out a lease");
            draft.handler = Optional.of(UplinkHandlers.shipped().lease());
            weighMaker(draft);
        } else {
            draft.against.add("a standard NCM interface may be MBIM in disguise, or a router of its own");
        }
        return draft;
    }

    private Draft ethernet(Draft draft) {
        if (layout.mode() == Mode.ROUTER) {
            draft.because("no serial port: a router on a stick, it dials by itself and gives out a lease");
            weighMaker(draft);
        } else {
            draft.but("it has serial ports too: it may want to be dialled by AT first", Confidence.LIKELY);
            if (!drivers.makesModems(layout.device())) {
                draft.against.add("the maker is not known for modems");
            }
        }
        return draft;
    }

    /** A network without ports is what computers, telephones and adapters have, too. */
    private void weighMaker(Draft draft) {
        if (drivers.isGadget(layout.device())) {
            draft.but("this id is a computer's that plays a USB device", Confidence.GUESS);
        } else if (!drivers.makesModems(layout.device())) {
            draft.but("the maker is not known for modems: it may be a telephone or an adapter", Confidence.LIKELY);
        } else if (!drivers.makesModemsOnly(layout.device())) {
            draft.but("its maker makes other things, too: it may be a telephone or an adapter", Confidence.LIKELY);
        }
    }

    private Draft ppp(boolean alone) {
        var port = layout.modemPort().map(i -> i.inWords() + ": the modem port").orElse("it has a serial port");
        var draft = new Draft(
                UplinkKind.PPP,
                layout.modemPort().flatMap(i -> layout.at(i.number())),
                alone ? Confidence.LIKELY : Confidence.GUESS,
                port);
        if (alone) {
            draft.because(
                    layout.device().sight().gap().isPresent()
                            ? "none of the interfaces that are shown carries IP by itself"
                            : "no interface that is known to carry IP by itself");
            weighPorts(draft);
        } else {
            draft.against.add("slow, and some LTE sticks refuse LTE in it; the last resort");
        }
        return draft;
    }

    /** Ports that no kernel names, or that any board may have. */
    private void weighPorts(Draft draft) {
        var ports = layout.of(Kind.SERIAL);
        if (ports.stream().allMatch(f -> f.basis() == UsbFunction.Basis.READING)) {
            draft.confidence = draft.confidence.atMost(Confidence.GUESS);
        } else if (ports.stream().allMatch(f -> f.basis() == UsbFunction.Basis.CLASS)
                && !drivers.makesModemsOnly(layout.device())) {
            draft.but("boards, telephones and instruments have such a port, too", Confidence.GUESS);
        }
        if (drivers.isGadget(layout.device())) {
            draft.but("this id is a computer's that plays a USB device", Confidence.GUESS);
        }
    }
}
