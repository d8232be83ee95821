package dev.outpost.uplink;

import dev.outpost.dongle.Layout;
import dev.outpost.dongle.Mode;
import dev.outpost.dongle.Phone;
import dev.outpost.dongle.ProbeReport;
import java.util.Optional;

/** What a telephone's or a computer's network is worth as an uplink. */
final class Telephones {
    private Telephones() {}

    /** What the dongle is taken for, where no profile knows it better. */
    static Optional<Phone> in(ProbeReport report) {
        return report.usb()
                .filter(usb -> report.profile().isEmpty() && report.mode() != Mode.DOWNLOAD)
                .map(Layout::of)
                .flatMap(Phone::of);
    }

    /** A telephone carries data as long as somebody keeps its sharing on; a computer's network leads nowhere that is known. */
    static void weigh(Draft draft, Phone phone) {
        draft.but(phone.evidence(), phone.sort() == Phone.Sort.COMPUTER ? Confidence.GUESS : Confidence.LIKELY);
    }

    /** What has to be so that it works on a router. */
    static String condition(Phone phone) {
        return switch (phone.sort()) {
            case TELEPHONE, APPLE -> "a person keeps the telephone's sharing on";
            case TELEPHONE_OR_STICK -> "it is a stick, or a person keeps the telephone's sharing on";
            case COMPUTER -> "the computer on the cable passes traffic on";
        };
    }
}
