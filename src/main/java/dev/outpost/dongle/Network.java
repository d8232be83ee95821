package dev.outpost.dongle;

import java.util.Locale;
import java.util.Optional;

/**
 * The radio as the modem sees it.
 *
 * @param service what the registration is good for; empty where there is none
 * @param radio whether the radio is on; empty where the modem does not tell
 * @param technology {@code lte}, {@code umts}, {@code gsm}, {@code nr}
 * @param rssi dBm, from AT+CSQ: misleading on LTE
 * @param rsrp dBm
 * @param rsrq dB
 * @param sinr dB
 * @param address IPv4 address that the network has granted, where a context is up
 * @param grantedApn the APN that the network says is in use
 */
public record Network(
        Registration registration,
        Optional<Service> service,
        Optional<Radio> radio,
        Optional<String> technology,
        Optional<Double> rssi,
        Optional<Double> rsrp,
        Optional<Double> rsrq,
        Optional<Double> sinr,
        Optional<String> address,
        Optional<String> grantedApn) {

    public static final Network UNKNOWN = new Network(
            Registration.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The registrations of the JSON document. */
    public enum Registration {
        HOME,
        ROAMING,
        SEARCHING,
        DENIED,
        UNKNOWN;

        /** The word of the JSON document. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a registration is good for. */
    public enum Service {
        FULL,
        SMS_ONLY,
        EMERGENCY_ONLY;

        /** The word of the JSON document. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The radio's own switch. */
    public enum Radio {
        ON,
        OFF;

        /** The word of the JSON document. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing can register. */
    public boolean isRadioOff() {
        return radio.filter(is -> is == Radio.OFF).isPresent();
    }
}
