package dev.outpost.at;

import dev.outpost.step.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells the lines that answer a command from those that came unasked, and takes those apart that ran together because a line end got lost between the
 * two: {@code ^RSSI:15+CSQ: 18,99}, {@code +CSQ: 18,99^RSSI:15}, {@code OK^RSSI:15}, {@code SMS ReadySIMCOM_Ltd}.
 */
final class AnswerLines {
    private static final Pattern MARKED = Pattern.compile("[+^*$%#!][A-Z][A-Z0-9]{2,}: ?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDED = Pattern.compile("(OK|ERROR)([+^*$%#!].*)", Pattern.CASE_INSENSITIVE);

    /** A shorter word could be the beginning of a name. */
    private static final int LONG_ENOUGH = 7;

    private static final String MARKS = "+^*$%#!_";

    private AnswerLines() {}

    /**
     * The line begins with the command's own prefix, or is bare where the command's answers may be.
     *
     * <p>Cards' numbers come under five prefixes ({@code +CCID}, {@code +ICCID}, {@code ^ICCID}, {@code ICCID}...), so any of those counts.
     */
    static boolean belongs(Sendable command, String line) {
        var upper = line.toUpperCase(Locale.ROOT);
        if (hasPrefixOf(command, line)) {
            return true;
        }
        if (!command.allowsBareLines()) {
            return false;
        }
        var bare = MARKS.indexOf(upper.charAt(0)) < 0 && !isUnasked(line);
        return bare || upper.contains("CCID:");
    }

    /** The line carries this command's own prefix. */
    static boolean hasPrefixOf(Sendable command, String line) {
        var upper = line.toUpperCase(Locale.ROOT);
        return command.prefix().filter(prefix -> hasPrefix(upper, prefix)).isPresent();
    }

    private static boolean hasPrefix(String line, String prefix) {
        if (!line.startsWith(prefix)) {
            return false;
        }
        return line.length() == prefix.length() || ": ".indexOf(line.charAt(prefix.length())) >= 0;
    }

    /** The lines that stand in these, in their order. */
    static List<String> parts(Sendable command, List<String> lines) {
        return lines.stream().flatMap(line -> parts(command, line).stream()).toList();
    }

    private static List<String> parts(Sendable command, String line) {
        var ended = ENDED.matcher(line);
        if (ended.matches()) {
            return List.of(ended.group(1), ended.group(2));
        }
        var head = unaskedAtTheBeginningOf(line);
        if (head.isPresent() && command.allowsBareLines()) {
            return List.of(head.get(), line.substring(head.get().length()));
        }
        return cut(line, cuts(command, line));
    }

    private static List<Integer> cuts(Sendable command, String line) {
        var cuts = new ArrayList<Integer>();
        var marked = MARKED.matcher(line);
        while (marked.find()) {
            var isAnswer = command.prefix()
                    .filter(prefix -> marked.group().toUpperCase(Locale.ROOT).startsWith(prefix + ":"))
                    .isPresent();
            var isTail = line.startsWith("+") || line.startsWith("^") || command.allowsBareLines();
            if (marked.start() > 0 && (isAnswer || isTail) && !isQuoted(line, marked.start())) {
                cuts.add(marked.start());
            }
        }
        return cuts;
    }

    private static List<String> cut(String line, List<Integer> cuts) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at : cuts) {
            parts.add(line.substring(from, at).strip());
            from = at;
        }
        parts.add(line.substring(from));
        return parts.stream().filter(part -> !part.isEmpty()).toList();
    }

    private static boolean isQuoted(String line, int at) {
        return line.substring(0, at).chars().filter(c -> c == '"').count() % 2 == 1;
    }

    /**
     * Bare lines that modems are known to write without a question, most of them while they start. Holder: the list is read when somebody first asks.
     */
    private static final class Unasked {
        private static final List<String> LINES = Resource.facts("/dev/outpost/at/unsolicited.txt");
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
    static boolean isUnasked(String line) {
        return Unasked.PATTERNS.stream().anyMatch(known -> known.matcher(line).matches());
    }

    /** One of them, to which the next line is glued: {@code SMS ReadySIMCOM_Ltd}. */
    private static Optional<String> unaskedAtTheBeginningOf(String line) {
        return Unasked.WORDS.stream()
                .filter(word -> line.length() > word.length() && line.regionMatches(true, 0, word, 0, word.length()))
                .filter(word -> Character.isLetterOrDigit(line.charAt(word.length())))
                .findFirst()
                .map(word -> line.substring(0, word.length()));
    }
}
