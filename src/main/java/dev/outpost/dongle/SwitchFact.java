package dev.outpost.dongle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which devices a way is for; all parts that are given must fit.
 *
 * @param from ids in storage mode
 * @param manufacturer what the device's string holds
 * @param product likewise
 * @param scsiVendor what a disk's INQUIRY vendor holds
 * @param scsiModel likewise its model
 */
record SwitchFact(
        Set<String> from,
        Optional<String> manufacturer,
        Optional<String> product,
        Optional<String> scsiVendor,
        Optional<String> scsiModel,
        SwitchWay way) {
    SwitchFact {
        from = Set.copyOf(from);
    }

    boolean fits(UsbDevice device, List<ScsiUnit> units) {
        return from.contains(device.id())
                && holds(manufacturer, device.manufacturer().stream())
                && holds(product, device.product().stream())
                && holds(scsiVendor, units.stream().map(ScsiUnit::vendor))
                && holds(scsiModel, units.stream().map(ScsiUnit::model));
    }

    /** Facts that ask for strings come before those that go by the id alone. */
    int strings() {
        return (int) Stream.of(manufacturer, product, scsiVendor, scsiModel)
                .filter(Optional::isPresent)
                .count();
    }

    private static boolean holds(Optional<String> wanted, Stream<String> seen) {
        return wanted.isEmpty() || seen.anyMatch(s -> plain(s).contains(plain(wanted.get())));
    }

    /** File names cannot hold blanks, so usb-modeswitch-data writes underscores. */
    private static String plain(String text) {
        return text.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
