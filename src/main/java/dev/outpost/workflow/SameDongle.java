package dev.outpost.workflow;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.uplink.DongleMarks;
import java.util.Optional;

/**
 * Whether a dongle in the router is the one that was probed: by its IMEI or its USB serial number, never by its id, which all of its kind have.
 *
 * @param marks of the probed one
 */
record SameDongle(DongleMarks marks, Optional<DongleKey> key) {
    /** Nothing was probed, so nothing can be compared. */
    static final SameDongle UNKNOWN = new SameDongle(DongleMarks.NONE, Optional.empty());

    /** By the USB serial number; empty where that cannot tell. */
    Optional<Boolean> bySerial(UsbDevice device) {
        return DongleKey.same(marks.serial(), key.flatMap(k -> k.serial(device)));
    }

    /** By the IMEI; empty where that cannot tell. */
    Optional<Boolean> byImei(String digits) {
        return DongleKey.same(marks.imei(), key.map(k -> k.imei(digits)));
    }

    /** Whether an answer on the router could tell. */
    boolean knowsImei() {
        return marks.imei().isPresent() && key.isPresent();
    }
}
