package dev.outpost.uplink;

import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.ledger.FingerprintSalt;
import dev.outpost.ledger.SlowHash;
import dev.outpost.shell.Secret;
import java.util.Optional;

/**
 * What tells one dongle from another of its kind, and its SIM from others. The dongle's are keyed digests that only the state which made them can
 * compare: neither number can be read from them, or found by trying without that state's key.
 *
 * @param imei digest of the IMEI
 * @param serial digest of the USB serial number
 * @param iccid slow hash of the SIM's number, with its salt
 */
public record DongleFingerprint(Optional<String> imei, Optional<String> serial, Optional<String> iccid) {
    public static final DongleFingerprint NONE =
            new DongleFingerprint(Optional.empty(), Optional.empty(), Optional.empty());

    /** Of what a probe saw. */
    static DongleFingerprint of(ProbeReport report, FingerprintSalt salt) {
        return new DongleFingerprint(
                report.identity().number().map(Secret::reveal).map(salt::imei),
                report.usb().flatMap(usb -> usb.serial().flatMap(serial -> salt.serial(usb.id(), serial))),
                report.sim().number().map(Secret::reveal).map(SlowHash::of));
    }

    /**
     * Whether a dongle in the router is the one that was probed: by its IMEI or its USB serial number, never by its id, which all of its kind have.
     *
     * @param marks of the probed one
     */
    public record Matcher(DongleFingerprint marks, Optional<FingerprintSalt> key) {
        /** Nothing was probed, so nothing can be compared. */
        public static final Matcher UNKNOWN = new Matcher(DongleFingerprint.NONE, Optional.empty());

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
}
