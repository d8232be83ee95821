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
 * @param manufacturer what the device's string begins with
 * @param product likewise
 * @param scsiVendor what a disk's INQUIRY vendor begins with
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
                && begins(manufacturer, device.manufacturer().stream())
                && begins(product, device.product().stream())
                && begins(scsiVendor, units.stream().map(ScsiUnit::vendor))
                && begins(scsiModel, units.stream().map(ScsiUnit::model));
    }

    /** Facts that ask for strings come before those that go by the id alone. */
    int strings() {
        return (int) Stream.of(manufacturer, product, scsiVendor, scsiModel)
                .filter(Optional::isPresent)
                .count();
    }

    private static boolean begins(Optional<String> wanted, Stream<String> seen) {
        return wanted.isEmpty() || seen.anyMatch(s -> plain(s).startsWith(plain(wanted.get())));
    }

    /** File names cannot hold blanks, so usb-modeswitch-data writes underscores. */
    private static String plain(String text) {
        return text.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
