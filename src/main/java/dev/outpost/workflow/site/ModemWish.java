package dev.outpost.workflow.site;

import java.util.List;
import java.util.Optional;

/**
 * What is asked of the modem.
 *
 * @param uplink how it shall carry IP
 * @param apn access point name; absent means: find it from the SIM
 * @param pin where the SIM's PIN comes from, if it has one
 * @param spares profiles of dongles that may replace this one later
 */
public record ModemWish(UplinkWish uplink, Optional<String> apn, Optional<SecretSource> pin, List<String> spares) {
    public ModemWish {
        spares = List.copyOf(spares);
    }

    /** How the modem shall carry IP; AUTO leaves it to the evidence. */
    public enum UplinkWish {
        AUTO,
        QMI,
        MBIM,
        NCM,
        ECM,
        RNDIS,
        PPP
    }
}
