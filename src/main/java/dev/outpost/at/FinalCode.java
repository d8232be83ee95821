package dev.outpost.at;

import dev.outpost.step.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How one modem ends its answers: in words or in V0's numbers. Final result codes are matched on whole lines only and in any case: OpenWrt's own dialler matches parts of lines and suffers for it. */
public final class FinalCode {
    private static final Set<String> REFUSALS = Set.of(
            "ERROR",
            "NO CARRIER",
            "NO DIALTONE",
            "NO ANSWER",
            "BUSY",
            "COMMAND NOT SUPPORT",
            "TOO MANY PARAMETERS",
            "NA");

    private static final Pattern CME = Pattern.compile("\\+CM[ES] ERROR:\\s*(.*)", Pattern.CASE_INSENSITIVE);

    /** No final result code, with the longest text of 27.007 section 9.2, has more characters. */
    private static final int LONGEST = 200;

    private static final Pattern OTHER_REFUSAL = Pattern.compile("MODEM ERROR: ?\\d+|CONNECT( .*)?");

    /** Codes of 3GPP TS 27.007 section 9.2 by their texts. */
    private static final Map<String, Integer> CME_TEXTS = Resource.facts("/dev/outpost/at/cme-errors.txt").stream()
            .map(line -> line.split(" ", 2))
            .collect(Collectors.toUnmodifiableMap(row -> row[1], row -> Integer.valueOf(row[0])));

    /** V0, ITU-T V.250 section 6.1: the numbers that end a command. */
    private static final Map<String, String> NUMERIC =
            Map.of("0", "OK", "3", "NO CARRIER", "4", "ERROR", "6", "NO DIALTONE", "7", "BUSY", "8", "NO ANSWER");

    private boolean inWords;
    private boolean inNumbers;

    /** The modem answers in numbers, so it has to be told V1. */
    boolean isInNumbers() {
        return inNumbers && !inWords;
    }

    /** The modem has shown that it speaks in words. */
    boolean isInWords() {
        return inWords;
    }

    /** What this line of the modem ends; numbers count once it has shown that it uses them. */
    Optional<AtResponse> in(String line, List<String> before) {
        var words = of(line, before);
        inWords |= words.isPresent();
        return words.isPresent() || !inNumbers ? words : numeric(line, before);
    }

    /** A line that ended in a bare CR and after which nothing came is a number that ends an answer, unless the modem speaks in words. */
    boolean isNumber(String line, List<String> before) {
        var ends = !inWords && numeric(line, before).isPresent();
        inNumbers |= ends;
        return ends;
    }

    /**
     * The response that this line ends, or empty when the line is no final result code.
     *
     * @param said the line, in any case: a few modems write small letters
     * @param before the data lines that came before it
     */
    static Optional<AtResponse> of(String said, List<String> before) {
        if (said.length() > LONGEST) {
            return Optional.empty();
        }
        var line = said.toUpperCase(Locale.ROOT);
        if (line.equals("OK")) {
            return Optional.of(new AtResponse.Ok(before));
        }
        if (REFUSALS.contains(line) || OTHER_REFUSAL.matcher(line).matches()) {
            return Optional.of(new AtResponse.Refused(line));
        }
        var cme = CME.matcher(said);
        return cme.matches() ? Optional.of(cme(cme.group(1).strip())) : Optional.empty();
    }

    /** The same for V0's numbers; only where the modem has not shown that it speaks in words. */
    static Optional<AtResponse> numeric(String line, List<String> before) {
        return Optional.ofNullable(NUMERIC.get(line)).flatMap(word -> of(word, before));
    }

    private static AtResponse cme(String text) {
        var code = text.matches("\\d{1,4}")
                ? Optional.of(Integer.valueOf(text))
                : Optional.ofNullable(CME_TEXTS.get(text.toLowerCase(Locale.ROOT)));
        return new AtResponse.CmeError(code, text);
    }
}
