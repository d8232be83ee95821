package dev.outpost.uplink;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbDump;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a file of somebody's USB devices could not tell, and which command tells it. */
public final class DumpProblems {
    private static final String WHOLE =
            "where the dongle is plugged in, as root: cat /sys/kernel/debug/usb/devices > dump.txt"
                    + "  (or usb-devices, or lsusb -v%s); then: outpost probe --usb-devices dump.txt";

    /** More devices than this are counted, not named. */
    private static final int MOST = 8;

    private final UsbDump dump;
    private final ProbeDocument document;

    private DumpProblems(UsbDump dump, ProbeDocument document) {
        this.dump = dump;
        this.document = document;
    }

    /** The document with the problem that this file has; one that was read well has none but that no port was opened. */
    public static ProbeDocument told(UsbDump dump, ProbeDocument document) {
        return new DumpProblems(dump, document)
                .problem()
                .map(problem -> new ProbeDocument(
                        document.dongles(), document.switched(), Optional.of(problem), document.elapsed()))
                .orElse(document);
    }

    private Optional<Problem> problem() {
        return switch (dump.reading()) {
            case EMPTY -> Optional.of(empty());
            case NOTHING -> Optional.of(nothing());
            case PARTLY -> Optional.of(partly());
            case WHOLE -> document.dongles().isEmpty() ? Optional.of(noDongle()) : gap();
        };
    }

    private static Problem empty() {
        return ProblemCode.DUMP_EMPTY.problem(
                "the file is empty",
                "/sys/kernel/debug/usb/devices is empty, or not there, where debugfs is not mounted or nobody was root",
                "mount -t debugfs none /sys/kernel/debug; " + WHOLE.formatted(""));
    }

    private Problem nothing() {
        return ProblemCode.DUMP_NOT_ONE.problem(
                "this is " + dump.what() + ", not a dump of USB devices",
                "it names no USB device",
                WHOLE.formatted(""));
    }

    private Problem partly() {
        return ProblemCode.DUMP_PARTLY.problem(
                "this is " + dump.what() + ", not a dump: it does not show what the interfaces are",
                found(),
                WHOLE.formatted(only()));
    }

    private String found() {
        if (dump.devices().isEmpty()) {
            return "it shows no device that is still there and no hub";
        }
        var known = dump.devices().stream().filter(this::isDongle).toList();
        var others = dump.devices().stream().filter(d -> !isDongle(d)).toList();
        var about = known.isEmpty() ? "" : "by what it shows a dongle: " + named(known);
        var rest = others.isEmpty() ? "" : "not known as a dongle by this alone: " + named(others);
        return about + (about.isEmpty() || rest.isEmpty() ? "" : "; ") + rest;
    }

    private boolean isDongle(UsbDevice device) {
        return document.dongles().stream()
                .flatMap(d -> d.report().usb().stream())
                .anyMatch(device::equals);
    }

    /** For lsusb, which takes an id. */
    private String only() {
        return document.dongles().stream()
                .flatMap(d -> d.report().usb().stream())
                .findFirst()
                .filter(UsbDevice::hasId)
                .map(usb -> " -d " + usb.id())
                .orElse("");
    }

    private static String named(List<UsbDevice> devices) {
        var names = devices.stream()
                .limit(MOST)
                .map(d -> (d.hasId() ? d.id() : "ids not shown")
                        + d.product().map(p -> " " + p).orElse(""))
                .collect(Collectors.joining(", "));
        return names + (devices.size() > MOST ? " and " + (devices.size() - MOST) + " more" : "");
    }

    private Problem noDongle() {
        var seen = dump.devices().isEmpty()
                ? "it shows no device but hubs"
                : "it shows " + named(dump.devices())
                        + ": no modem, no router on a stick, and none before its mode switch";
        return ProblemCode.DUMP_NO_DONGLE.problem(
                dump.notes().isEmpty()
                        ? "no dongle is in this file"
                        : "no dongle was read from this file; " + dump.notes().getFirst(),
                seen,
                "plug the dongle in, wait 30 s; then " + WHOLE.formatted(""));
    }

    /** A dongle of which the file lacks something. */
    private Optional<Problem> gap() {
        return document.dongles().stream()
                .flatMap(d -> d.report().usb().stream())
                .filter(usb -> usb.sight().gap().isPresent())
                .findFirst()
                .map(usb -> new Problem(
                        usb.sight().isCut() ? ProblemCode.DUMP_CUT : ProblemCode.DUMP_PARTLY,
                        (usb.hasId() ? usb.id() + ": " : "") + usb.sight().gap().orElseThrow(),
                        "what is not shown may be what carries the data",
                        WHOLE.formatted(usb.hasId() ? " -d " + usb.id() : "")));
    }
}
