package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Descriptors;
import dev.outpost.dongle.Sight;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbDump;
import dev.outpost.dongle.UsbDump.Reading;
import java.util.List;
import java.util.Optional;

/** Reads a file about USB devices: tries each form, the one that tells most first, and names the file where none fits. */
public final class PastedUsb {
    private PastedUsb() {}

    /** What these bytes say; never throws, and takes time in proportion to them. */
    public static UsbDump read(byte[] bytes) {
        var file = new PastedBytes(bytes);
        if (file.isRawDescriptors()) {
            return raw(Descriptors.read(bytes));
        }
        return file.otherKind().map(UsbDump::nothing).orElseGet(() -> text(file.text()));
    }

    private static UsbDump text(String text) {
        var lines = PastedLines.of(text);
        if (lines.isEmpty()) {
            return new UsbDump("an empty file", Reading.EMPTY, List.of(), List.of());
        }
        var dump = KernelDump.of(lines);
        if (!dump.devices().isEmpty()) {
            return new UsbDump("a dump of USB devices", Reading.WHOLE, dump.devices(), dump.notes());
        }
        var verbose = LsusbVerbose.of(lines);
        if (verbose.isOne()) {
            return new UsbDump("the output of lsusb -v", Reading.WHOLE, verbose.devices(), List.of());
        }
        if (dump.isOne()) {
            return new UsbDump("a dump of USB devices", Reading.WHOLE, List.of(), dump.notes());
        }
        return partly(text, lines);
    }

    private static UsbDump partly(String text, List<String> lines) {
        var list = new LsusbTree.LsusbList();
        var listed = list.read(lines);
        return new LsusbTree(list)
                .read(lines)
                .or(() -> new KernelMessages().read(lines))
                .or(() -> listed)
                .or(() -> new HardwareIds().read(lines))
                .orElseGet(() -> UsbDump.nothing(PastedBytes.otherText(text, lines)));
    }

    /** The bytes of sysfs's {@code descriptors}. */
    private static UsbDump raw(Descriptors read) {
        var what = "a device's raw descriptors";
        var first = read.configurations().stream().findFirst();
        return read.about()
                .map(about -> new UsbDevice(
                                "dump-1",
                                about.vid(),
                                about.pid(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                about.configurations(),
                                first.map(Descriptors.Configuration::maxPower),
                                first.map(Descriptors.Configuration::interfaces).orElse(List.of()))
                        .seen(sight(read)))
                .map(device -> new UsbDump(what, Reading.WHOLE, List.of(device), List.of()))
                .orElse(UsbDump.nothing(what + " that make no sense"));
    }

    private static Sight sight(Descriptors read) {
        if (read.truncated()) {
            return Sight.partly("the file is cut: the descriptors end early");
        }
        return read.configurations().size() > 1
                ? Sight.partly("descriptors do not tell which of the "
                        + read.configurations().size() + " configurations is active")
                : Sight.whole();
    }
}
