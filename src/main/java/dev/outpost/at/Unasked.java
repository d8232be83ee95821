package dev.outpost.at;

import dev.outpost.step.Resource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Bare lines that modems are known to write without a question, most of them while they start. */
final class Unasked {
    private static final String RESOURCE = "/dev/outpost/at/unsolicited.txt";

    /** A shorter word could be the beginning of a name. */
    private static final int LONG_ENOUGH = 7;

    private Unasked() {}

    /** Holder: the list is read when somebody first asks. */
    private static final class Known {
        private static final List<String> LINES = Resource.text(RESOURCE)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        private static final List<Pattern> PATTERNS = LINES.stream()
                .map(line -> Pattern.compile(Pattern.quote(line).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE))
                .toList();
        private static final List<String> WORDS = LINES.stream()
                .flatMap(line -> line.startsWith("* ")
                        ? Stream.of("SMS", "CALL", "PB", "APP").map(what -> what + line.substring(1))
                        : Stream.of(line))
                .filter(line -> line.length() >= LONG_ENOUGH && line.contains(" ") && !line.contains("*"))
                .toList();
    }

    /** The whole line is one of them. */
    static boolean is(String line) {
        return Known.PATTERNS.stream().anyMatch(known -> known.matcher(line).matches());
    }

    /** One of them, to which the next line is glued: {@code SMS ReadySIMCOM_Ltd}. */
    static Optional<String> atTheBeginningOf(String line) {
        return Known.WORDS.stream()
                .filter(word -> line.length() > word.length() && line.regionMatches(true, 0, word, 0, word.length()))
                .filter(word -> Character.isLetterOrDigit(line.charAt(word.length())))
                .findFirst()
                .map(word -> line.substring(0, word.length()));
    }
}
