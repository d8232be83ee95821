package dev.outpost.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes lines apart that ran together because a line end got lost between an answer and something that came unasked:
 * {@code ^RSSI:15+CSQ: 18,99}, {@code +CSQ: 18,99^RSSI:15}, {@code OK^RSSI:15}, {@code SMS ReadySIMCOM_Ltd}.
 */
final class Glued {
    private static final Pattern MARKED = Pattern.compile("[+^*$%#!][A-Z][A-Z0-9]{2,}: ?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDED = Pattern.compile("(OK|ERROR)([+^*$%#!].*)", Pattern.CASE_INSENSITIVE);

    private Glued() {}

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
