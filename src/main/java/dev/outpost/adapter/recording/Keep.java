package dev.outpost.adapter.recording;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much of a field of a listed answer stays readable.
 *
 * @param kind a letter of {@code harmless-lines.tsv}; {@code n} for a number
 * @param most the digits that a number or hexadecimal text may have
 */
record Keep(char kind, int most) {
    static final Keep NOTHING = new Keep('-', 0);

    private static final Pattern NETWORK = Pattern.compile("[0-9]{3}-[0-9]{2,3}");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?:[0-9]{1,3}\\.){3,31}[0-9]{1,3}|[0-9a-f:]*:[0-9a-f:]*");
    private static final Pattern TURNED = Pattern.compile("[0-9A-Fa-f]{7,8}|0");
    private static final Pattern NUMBER = Pattern.compile("-?([0-9]*)(?:\\.[0-9]{1,2})?");
    private static final Pattern HEX = Pattern.compile("(?:0[xX])?([0-9A-Fa-f]*)");
    private static final int STATUS_WORD = 4;

    /** A field of the list: {@code 3}, {@code w}, {@code h4}. */
    static Keep of(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return new Keep('n', Integer.parseInt(word));
        }
        return new Keep(word.charAt(0), word.length() > 1 ? Integer.parseInt(word.substring(1)) : 0);
    }

    /** It takes the rest of the line, commas and all. */
    boolean isRest() {
        return kind == 't';
    }

    /**
     * The parts of a value that do not stay.
     *
     * @param file the line answers a question for a file that is the same for all cards of an operator
     */
    List<Span> covers(String value, boolean file) {
        return switch (kind) {
            case 'n' -> wholeUnless(value, fits(NUMBER, value));
            case 'h' -> wholeUnless(value, fits(HEX, value));
            case 'm' -> wholeUnless(value, NETWORK.matcher(value).matches());
            case 'w' -> wholeUnless(value, HarmlessLines.shipped().isWords(value));
            case 'a' -> wholeUnless(value, ADDRESS.matcher(value).matches());
            case 'l' -> wholeUnless(value, TURNED.matcher(value).matches());
            case 'f' -> wholeUnless(value, file && isIssuersFile(value));
            case 's' -> List.of(new Span(0, Math.max(0, value.length() - STATUS_WORD)));
            case 'o' -> Runs.ofName(value);
            case 't' -> Runs.ofMaker(value);
            default -> wholeUnless(value, value.length() < 2);
        };
    }

    private boolean fits(Pattern pattern, String value) {
        var found = pattern.matcher(value);
        return found.matches() && found.group(1).length() <= most;
    }

    /** EF_AD has four bytes, EF_SPN seventeen: a byte of rules, and a name without a number in it. */
    private static boolean isIssuersFile(String hex) {
        return hex.matches("[0-9A-Fa-f]{1,8}")
                || (hex.matches("[0-9A-Fa-f]{34}")
                        && !Digits.bytes(hex.toUpperCase(Locale.ROOT)).matches("(?s).*(?:[0-9]\\x00?){4}.*"));
    }

    private static List<Span> wholeUnless(String value, boolean harmless) {
        return harmless ? List.of() : List.of(new Span(0, value.length()));
    }
}
