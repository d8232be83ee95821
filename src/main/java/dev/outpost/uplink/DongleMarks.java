package dev.outpost.uplink;

import java.util.Optional;

/**
 * What tells one dongle from another of its kind, and its SIM from others. The dongle's are keyed digests that only the state which made them can
 * compare: neither number can be read from them, or found by trying without that state's key.
 *
 * @param imei digest of the IMEI
 * @param serial digest of the USB serial number
 * @param iccid slow hash of the SIM's number, with its salt
 */
public record DongleMarks(Optional<String> imei, Optional<String> serial, Optional<String> iccid) {
    public static final DongleMarks NONE = new DongleMarks(Optional.empty(), Optional.empty(), Optional.empty());
}
