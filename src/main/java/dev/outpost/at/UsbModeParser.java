package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** The one number or word of a vendor's USB mode query; what it means depends on the family and stands in the chooser. */
public final class UsbModeParser {
    private UsbModeParser() {}

    /**
     * The mode of {@code +QCFG: "usbnet",0}, {@code #USBCFG: 0}, {@code +GTUSBMODE: 41}, {@code +CUSBPIDSWITCH: 9001} or
     * {@code +UUSBCONF: 3,"RNDIS"}.
     */
    public static Optional<String> parse(AtCommand asked, List<String> lines) {
        return switch (asked) {
            case QUECTEL_USBNET ->
                Fields.of("+QCFG", lines).stream()
                        .filter(f -> f.text(0).equals(Optional.of("usbnet")))
                        .flatMap(f -> f.text(1).stream())
                        .findFirst();
            case UBLOX_MODE, TELIT_USBCFG, FIBOCOM_MODE, SIMCOM_PID ->
                Fields.of(asked.prefix().orElseThrow(), lines).stream()
                        .flatMap(f -> f.text(0).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }
}
