package dev.outpost.uplink;

import java.util.Optional;

/**
 * What tells one dongle from another of its kind, each as a keyed digest that only the state which made it can compare: neither number can
 * be read from it, or found by trying without that state's key.
 *
 * @param imei digest of the IMEI
 * @param serial digest of the USB serial number
 */
public record DongleMarks(Optional<String> imei, Optional<String> serial) {
    public static final DongleMarks NONE = new DongleMarks(Optional.empty(), Optional.empty());
}
