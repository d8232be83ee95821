package dev.outpost.dongle;

import dev.outpost.shell.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The SIM as the modem sees it.
 *
 * @param detail how it is
 * @param pinTriesLeft the lowest of all counters that answered; empty: nobody said, so no PIN may be entered
 * @param operator home network from the IMSI, {@code 404-10}
 * @param iccid masked
 * @param number the ICCID itself, to recognize the card by; written nowhere
 */
public record SimCard(
        SimDetail detail,
        Optional<Integer> pinTriesLeft,
        Optional<String> operator,
        Optional<String> iccid,
        Apn apn,
        Optional<Secret> number) {

    public static final SimCard UNKNOWN =
            new SimCard(SimDetail.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty(), Apn.UNKNOWN);

    /** From a source that has the masked number only. */
    public SimCard(
            SimDetail detail,
            Optional<Integer> pinTriesLeft,
            Optional<String> operator,
            Optional<String> iccid,
            Apn apn) {
        this(detail, pinTriesLeft, operator, iccid, apn, Optional.empty());
    }

    /** The states of the JSON document. */
    public enum State {
        READY,
        PIN,
        PUK,
        ABSENT,
        UNKNOWN;

        /** The word of the JSON document. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The access point name to use.
     *
     * @param value empty where nothing is known, or several are equally likely
     * @param source where it comes from
     * @param alternatives other names that this SIM's network knows
     */
    public record Apn(Optional<String> value, Optional<String> source, List<String> alternatives) {
        public static final Apn UNKNOWN = new Apn(Optional.empty(), Optional.empty(), List.of());

        public Apn {
            alternatives = List.copyOf(alternatives);
        }
    }

    public State state() {
        return detail.state();
    }

    /** A person has to do something before this SIM can dial. */
    public boolean needsAPerson() {
        return switch (detail) {
            case PIN, PUK, ABSENT, OPERATOR_LOCK, DEVICE_LOCK, NOT_READY, FAILURE, WRONG -> true;
            case READY, READY_SECOND_CODE, REFUSED, UNKNOWN -> false;
        };
    }
}
