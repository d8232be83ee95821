package dev.outpost.at;

import java.util.Locale;

/** {@code +CPIN?}, 3GPP TS 27.007 section 8.3. */
public final class CpinParser {
    private CpinParser() {}

    /** What the SIM wants. */
    public enum Wants {
        NOTHING,
        PIN,
        PUK,
        /** The handset's or operator's lock, not the SIM's. */
        OTHER_LOCK,
        /** There is no SIM. */
        SIM,
        /** The SIM is there and starting: ask again in a moment. */
        PATIENCE,
        /** The modem does not say. */
        UNKNOWN
    }

    public static Wants parse(AtResponse response) {
        return switch (response) {
            case AtResponse.Ok(var lines) ->
                Fields.of("+CPIN", lines).stream()
                        .flatMap(f -> f.text(0).stream())
                        .map(CpinParser::word)
                        .findFirst()
                        .orElse(Wants.UNKNOWN);
            case AtResponse.CmeError(var code, var text) ->
                code.map(CpinParser::error).orElse(Wants.UNKNOWN);
            case AtResponse.Refused r -> Wants.UNKNOWN;
            case AtResponse.Silence s -> Wants.UNKNOWN;
            case AtResponse.Lost l -> Wants.UNKNOWN;
        };
    }

    private static Wants word(String word) {
        var upper = word.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "READY" -> Wants.NOTHING;
            case "NOT READY", "SIM BUSY" -> Wants.PATIENCE;
            // EMPTY_EUICC: a Fibocom FM350's own chip without any operator's profile (mrhaav/openwrt issue 14)
            case "NOT INSERTED", "SIM REMOVED", "NO SIM", "EMPTY_EUICC" -> Wants.SIM;
            case "SIM PIN" -> Wants.PIN;
            case "SIM PUK" -> Wants.PUK;
            default -> upper.startsWith("PH-") || upper.endsWith("2") ? Wants.OTHER_LOCK : Wants.UNKNOWN;
        };
    }

    private static Wants error(int code) {
        return switch (code) {
            case 10 -> Wants.SIM;
            case 14 -> Wants.PATIENCE;
            case 11 -> Wants.PIN;
            case 12 -> Wants.PUK;
            default -> Wants.UNKNOWN;
        };
    }
}
