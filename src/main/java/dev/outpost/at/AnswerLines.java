package dev.outpost.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells the lines that answer a command from those that came unasked, and takes those apart that ran together because a line end got lost between the
 * two: {@code ^RSSI:15+CSQ: 18,99}, {@code +CSQ: 18,99^RSSI:15}, {@code OK^RSSI:15}, {@code SMS ReadySIMCOM_Ltd}.
 */
final class AnswerLines {
    private static final Pattern MARKED = Pattern.compile("[+^*$%#!][A-Z][A-Z0-9]{2,}: ?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDED = Pattern.compile("(OK|ERROR)([+^*$%#!].*)", Pattern.CASE_INSENSITIVE);
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
        var bare = MARKS.indexOf(upper.charAt(0)) < 0 && !Unasked.is(line);
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

    /** The lines that stand in this one, in their order. */
    static List<String> parts(Sendable command, String line) {
        var ended = ENDED.matcher(line);
        if (ended.matches()) {
            return List.of(ended.group(1), ended.group(2));
        }
        var head = Unasked.atTheBeginningOf(line);
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
}
