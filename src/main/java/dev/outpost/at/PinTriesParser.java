package dev.outpost.at;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many tries the PIN has left, by every vendor's way; the order of the counters differs with the vendor.
 *
 * <p>Orders as in ModemManager's plugins; QPINC and SPIC from memory of the vendors' manuals, so they only ever count together with the
 * card's own answer or lower it.
 */
public final class PinTriesParser {
    private static final Pattern CARD = Pattern.compile("63C([0-9A-F])", Pattern.CASE_INSENSITIVE);
    private static final int BLOCKED_LENGTH = 4;

    /** What a status word's nibble can hold. */
    private static final int MOST = 15;

    private PinTriesParser() {}

    /** Tries left for PIN 1; empty when the answer does not say. */
    public static Optional<Integer> parse(AtCommand asked, List<String> lines) {
        return switch (asked) {
            case SIM_TRIES_BY_CARD -> card(lines);
            // code, times, PUK, PIN, PUK2, PIN2
            case HUAWEI_TRIES -> counter("^CPIN", lines, 3);
            case SIERRA_TRIES -> counter("+CPINC", lines, 0);
            case ZTE_TRIES -> counter("+ZPINPUK", lines, 0);
            case MTK_TRIES -> counter("+EPINC", lines, 0);
            case UBLOX_TRIES -> counter("+UPINCNT", lines, 0);
            case SIMCOM_TRIES -> counter("+SPIC", lines, 0);
            // pin1, puk1, pin2, puk2
            case ICERA_TRIES -> counter("%PINNUM", lines, 0);
            case ERICSSON_TRIES -> counter("*EPIN", lines, 0);
            // pin, puk
            case OPTION_TRIES -> counter("_OERCN", lines, 0);
            case CINTERION_TRIES -> counter("^SPIC", lines, 0);
            case NOVATEL_TRIES -> named("$NWPINR", "PIN1", lines);
            // "SC",pin,puk
            case QUECTEL_TRIES -> named("+QPINC", "SC", lines);
            // SIM PIN,left,default
            case SIM_TRIES -> named("+CPINR", "SIM PIN", lines);
            default -> Optional.empty();
        };
    }

    /** The lowest, where a modem answers more than once. */
    private static Optional<Integer> counter(String prefix, List<String> lines, int index) {
        return Fields.of(prefix, lines).stream()
                .flatMap(f -> f.number(index).stream())
                .filter(n -> n >= 0 && n <= MOST)
                .min(Integer::compare);
    }

    private static Optional<Integer> named(String prefix, String name, List<String> lines) {
        return Fields.of(prefix, lines).stream()
                .filter(f -> f.text(0).filter(name::equalsIgnoreCase).isPresent())
                .flatMap(f -> f.number(1).stream())
                .filter(n -> n >= 0 && n <= MOST)
                .min(Integer::compare);
    }

    /** Status words of ISO 7816-4: 63Cx is x tries left, 6983 is blocked; 9000 (no PIN is asked for) counts nothing. */
    private static Optional<Integer> card(List<String> lines) {
        return Fields.of("+CSIM", lines).stream()
                .flatMap(f -> f.text(1).stream())
                .flatMap(words -> statusWord(words.replace(" ", "")).stream())
                .min(Integer::compare);
    }

    private static Optional<Integer> statusWord(String hex) {
        var last = hex.length() >= BLOCKED_LENGTH ? hex.substring(hex.length() - BLOCKED_LENGTH) : hex;
        var left = CARD.matcher(last);
        if (left.matches()) {
            return Optional.of(Integer.parseInt(left.group(1), 16));
        }
        return last.equals("6983") ? Optional.of(0) : Optional.empty();
    }
}
