package dev.outpost.at;

import java.util.Locale;
import java.util.regex.Pattern;

/** {@code +CPIN?}, 3GPP TS 27.007 section 8.3, and what modems answer in its place: numbers and texts of section 9.2, and words of their own. */
public final class CpinParser {
    private static final Pattern LOCKED_BY_OPERATOR =
            Pattern.compile("PH[-_ ]?(NET(SUB)?|SP|CORP)\\b.*|.*PERSONALI[SZ]ATION.*");
    private static final Pattern LOCKED_TO_A_CARD = Pattern.compile("PH[-_ ]?(F?SIM|SUB)\\b.*");
    private static final Pattern SECOND = Pattern.compile(".*(PIN|PUK) ?2\\b.*");
    private static final Pattern ABSENT =
            Pattern.compile(".*\\b(NOT INSERTED|REMOVED|NO U?SIM|ABSENT|NOT PRESENT|NO CARD)\\b.*");
    private static final Pattern STARTING =
            Pattern.compile(".*\\b(NOT READY|BUSY|INIT\\w*|PLEASE WAIT|POWERED DOWN)\\b.*");
    private static final Pattern BROKEN = Pattern.compile(".*\\b(SIM|CARD) (FAILURE|FAILED|ERROR)\\b.*");
    private static final Pattern WRONG = Pattern.compile(".*\\b(SIM|CARD) (WRONG|INVALID|REJECTED|UNSUPPORTED)\\b.*");

    private CpinParser() {}

    /** What the SIM wants. */
    public enum Wants {
        READY,
        PIN,
        PUK,
        /** PIN2 or PUK2: they guard call costs and fixed dialling, never data. */
        READY_SECOND_CODE,
        /** The modem takes cards of one operator only: PH-NET and its kin. No code of the card helps. */
        OPERATOR_LOCK,
        /** The modem takes one card only: PH-SIM, PH-FSIM. */
        DEVICE_LOCK,
        /** There is no SIM. */
        ABSENT,
        /** The SIM is there and starting: ask again in a moment. */
        NOT_READY,
        /** The modem cannot read the card. */
        FAILURE,
        /** The card is none that the modem may use. */
        WRONG,
        /** A bare ERROR: no card, one that is starting, or trouble with it. */
        REFUSED,
        /** The modem does not say. */
        UNKNOWN;

        /** The answer may be another in a moment: modems that start say so of a sound card. */
        public boolean mayPass() {
            return this == NOT_READY || this == FAILURE || this == REFUSED;
        }
    }

    /** Of several lines the last counts: one before it came unasked while the card started. */
    public static Wants parse(AtResponse response) {
        return switch (response) {
            case AtResponse.Ok(var lines) ->
                Fields.of("+CPIN", lines).stream()
                        .flatMap(f -> f.text(0).stream())
                        .map(CpinParser::word)
                        .reduce(Wants.UNKNOWN, (before, last) -> last);
            case AtResponse.CmeError(var code, var text) ->
                code.map(CpinParser::error).orElseGet(() -> word(text));
            case AtResponse.Refused r -> Wants.REFUSED;
            case AtResponse.Silence _, AtResponse.Lost _ -> Wants.UNKNOWN;
        };
    }

    /** EMPTY_EUICC: a Fibocom FM350's own chip without any operator's profile (mrhaav/openwrt issue 14). */
    private static Wants word(String said) {
        var word = said.toUpperCase(Locale.ROOT).strip();
        return switch (word) {
            case "READY" -> Wants.READY;
            case "SIM PIN", "SIM PIN REQUIRED" -> Wants.PIN;
            case "SIM PUK", "SIM PUK REQUIRED", "SIM BLOCKED", "BLOCKED" -> Wants.PUK;
            case "EMPTY_EUICC" -> Wants.ABSENT;
            default -> kindOf(word);
        };
    }

    private static Wants kindOf(String word) {
        if (LOCKED_BY_OPERATOR.matcher(word).matches()) {
            return Wants.OPERATOR_LOCK;
        }
        if (LOCKED_TO_A_CARD.matcher(word).matches()) {
            return Wants.DEVICE_LOCK;
        }
        if (SECOND.matcher(word).matches()) {
            return Wants.READY_SECOND_CODE;
        }
        if (ABSENT.matcher(word).matches()) {
            return Wants.ABSENT;
        }
        if (STARTING.matcher(word).matches()) {
            return Wants.NOT_READY;
        }
        if (BROKEN.matcher(word).matches()) {
            return Wants.FAILURE;
        }
        return WRONG.matcher(word).matches() ? Wants.WRONG : Wants.UNKNOWN;
    }

    /** 3GPP TS 27.007 section 9.2.1; 262 and 515 as u-blox and SIMCom use them. */
    private static Wants error(int code) {
        return switch (code) {
            case 5, 6, 7 -> Wants.DEVICE_LOCK;
            case 10 -> Wants.ABSENT;
            case 11 -> Wants.PIN;
            case 12, 262 -> Wants.PUK;
            case 13 -> Wants.FAILURE;
            case 14, 515 -> Wants.NOT_READY;
            case 15 -> Wants.WRONG;
            case 17, 18 -> Wants.READY_SECOND_CODE;
            case 40, 41, 42, 43, 44, 45, 46, 47 -> Wants.OPERATOR_LOCK;
            default -> Wants.UNKNOWN;
        };
    }
}
