package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Sight;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a source told of a device that shows no descriptors. */
final class Ids {
    /** Stands for ids that were not shown; no device has it (USB-IF does not assign vendor 0). */
    static final String UNKNOWN = "0000";

    private Ids() {}

    static UsbDevice device(
            String path,
            String vid,
            String pid,
            Optional<String> manufacturer,
            Optional<String> product,
            Collection<UsbInterface> interfaces,
            String gap) {
        return new UsbDevice(
                        path,
                        vid.toLowerCase(Locale.ROOT),
                        pid.toLowerCase(Locale.ROOT),
                        manufacturer,
                        product,
                        Optional.empty(),
                        1,
                        Optional.empty(),
                        List.copyOf(interfaces))
                .seen(new Sight.Partly(gap));
    }

    static Optional<String> name(String text) {
        return Optional.of(text.strip()).filter(t -> !t.isEmpty());
    }
}
