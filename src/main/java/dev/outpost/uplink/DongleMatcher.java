package dev.outpost.uplink;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.ledger.FingerprintSalt;
import java.util.Optional;

/**
 * Whether a dongle in the router is the one that was probed: by its IMEI or its USB serial number, never by its id, which all of its kind have.
 *
 * @param marks of the probed one
 */
public record DongleMatcher(DongleFingerprint marks, Optional<FingerprintSalt> key) {
    /** Nothing was probed, so nothing can be compared. */
    public static final DongleMatcher UNKNOWN = new DongleMatcher(DongleFingerprint.NONE, Optional.empty());

    /** By the USB serial number; empty where that cannot tell. */
    Optional<Boolean> bySerial(UsbDevice device) {
        return FingerprintSalt.same(
                marks.serial(), key.flatMap(k -> device.serial().flatMap(serial -> k.serial(device.id(), serial))));
    }

    /** By the IMEI; empty where that cannot tell. */
    Optional<Boolean> byImei(String digits) {
        return FingerprintSalt.same(marks.imei(), key.map(k -> k.imei(digits)));
    }

    /** Whether an answer on the router could tell. */
    public boolean knowsImei() {
        return marks.imei().isPresent() && key.isPresent();
    }
}
