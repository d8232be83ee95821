package dev.outpost.uplink;

import dev.outpost.dongle.Mode;
import dev.outpost.dongle.OpenWrtSwitch;
import dev.outpost.dongle.OpenWrtSwitch.Saying;
import dev.outpost.dongle.Phone;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.SwitchWay;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.text.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields {@code switch} and {@code phone} of {@code outpost.probe/1}: a disk that is a modem, and a telephone that is none. */
final class ShownAsJson {
    private ShownAsJson() {}

    /** Empty for what is no disk. */
    static Optional<Map<String, @Nullable Object>> storage(ProbeReport report) {
        return report.usb().filter(usb -> report.mode() == Mode.STORAGE).map(ShownAsJson::storage);
    }

    private static Map<String, @Nullable Object> storage(UsbDevice stick) {
        var advice = new StorageAdvice(stick);
        var way = advice.way();
        return Json.object(
                "known", advice.known(),
                "kind", way.map(SwitchWay::word),
                "becomes", way.map(w -> w.becomes().stream().sorted().toList()),
                "source", way.map(SwitchWay::source),
                "onRouter", onRouter(stick),
                "next", advice.next());
    }

    private static String onRouter(UsbDevice stick) {
        return switch (OpenWrtSwitch.shipped().about(stick)) {
            case Saying.Switches s -> "switches";
            case Saying.LeavesOut l -> "leaves out";
            case Saying.WantsStrings w -> "wants other strings";
            case Saying.HasNone n -> "has none";
        };
    }

    /** Empty for modems, sticks and what a profile knows. */
    static Optional<Map<String, @Nullable Object>> phone(ProbeReport report) {
        return Telephones.in(report)
                .map(phone -> Json.object("sort", word(phone.sort()), "evidence", phone.evidence()));
    }

    private static String word(Phone.Sort sort) {
        return sort.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
