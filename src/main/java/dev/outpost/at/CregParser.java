package dev.outpost.at;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code +CREG?}, {@code +CGREG?}, {@code +CEREG?}, {@code +C5GREG?}: the stat of {@code n,stat,...}, 3GPP TS 27.007 sections 7.2, 10.1.20, 10.1.22
 * and 10.1.47.
 *
 * <p>An unsolicited {@code +CREG: 1,"1F00",...} has the stat first and an area second, which is quoted or has four digits: it does not count.
 */
public final class CregParser {
    private static final int HIGHEST = 11;

    /** Zeros may lead, {@code 002,001}, and one modem writes {@code 0 5}. */
    private static final Pattern ANSWER = Pattern.compile("\\s*\\d{1,3}\\s*,\\s*(\\d(?: ?\\d){0,2})\\s*(?:,.*)?");

    private CregParser() {}

    /**
     * 0 idle, 1 home, 2 searching, 3 denied, 4 unknown, 5 roaming, 6 and 7 SMS only at home and roaming, 8 emergency calls only, 9 and 10 registered
     * without a preference for circuit-switched fallback at home and roaming, 11 emergency calls only (RLOS). Of several lines the last counts.
     */
    public static Optional<Integer> parse(AtCommand asked, List<String> lines) {
        var prefix = asked.prefix().orElseThrow();
        return lines.stream()
                .flatMap(line -> Fields.after(prefix, line).stream())
                .map(ANSWER::matcher)
                .filter(answer -> answer.matches())
                .map(answer -> Integer.valueOf(answer.group(1).replace(" ", "")))
                .filter(stat -> stat <= HIGHEST)
                .reduce((before, last) -> last);
    }
}
