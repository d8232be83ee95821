package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Sight;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbDump;
import dev.outpost.dongle.UsbInterface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A form of text that shows a part of each device: its ids, or its drivers, and no descriptors. */
abstract class PartialText {
    /** Stands for ids that were not shown; no device has it (USB-IF does not assign vendor 0). */
    static final String UNKNOWN = "0000";

    private final Map<String, Shown> devices = new LinkedHashMap<>();
    private final String gap;
    private boolean seen;

    /** What the file is, in words that follow "this is". */
    String what;

    /** @param gap what such a text does not show, in words */
    PartialText(String what, String gap) {
        this.what = what;
        this.gap = gap;
    }

    /** A device while its lines are read. */
    static final class Shown {
        final TreeMap<Integer, UsbInterface> interfaces = new TreeMap<>();
        private final String path;
        private String vid = UNKNOWN;
        private String pid = UNKNOWN;
        Optional<String> manufacturer = Optional.empty();
        Optional<String> product = Optional.empty();
        boolean isHub;

        Shown(String path) {
            this.path = path;
        }

        void identify(String itsVid, String itsPid) {
            vid = itsVid.toLowerCase(Locale.ROOT);
            pid = itsPid.toLowerCase(Locale.ROOT);
        }

        /** Takes over what another text of the same device says. */
        void learn(Shown other) {
            identify(other.vid, other.pid);
            product = other.product;
        }

        private UsbDevice device(String gap) {
            return new UsbDevice(
                            path,
                            vid,
                            pid,
                            manufacturer,
                            product,
                            Optional.empty(),
                            1,
                            Optional.empty(),
                            List.copyOf(interfaces.values()))
                    .seen(Sight.partly(gap));
        }
    }

    /** Reads one clean line. */
    abstract void line(String line);

    /** What the lines show; empty where none of them is of this form. */
    final Optional<UsbDump> read(List<String> lines) {
        lines.forEach(this::line);
        var shown = devices.values().stream()
                .filter(device -> !device.isHub)
                .map(device -> device.device(gap.formatted(what)))
                .toList();
        return seen ? Optional.of(new UsbDump(what, UsbDump.Reading.PARTLY, shown, List.of())) : Optional.empty();
    }

    /** The device of this name, which may be new. */
    final Shown device(String name) {
        return device(name, name);
    }

    final Shown device(String name, String path) {
        seen = true;
        return devices.computeIfAbsent(name, n -> new Shown(path));
    }

    final Optional<Shown> find(String name) {
        return Optional.ofNullable(devices.get(name));
    }

    /** The device of this name is no more what it was. */
    final void forget(String name) {
        seen = true;
        devices.remove(name);
    }

    static Optional<String> name(String text) {
        return Optional.of(text.strip()).filter(t -> !t.isEmpty());
    }
}
