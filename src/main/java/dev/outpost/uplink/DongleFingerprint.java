package dev.outpost.uplink;

import dev.outpost.dongle.ProbeReport;
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
}
