package dev.outpost.cli;

import dev.outpost.step.PlainFile;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.text.MistakesInFile.Mistake;
import dev.outpost.text.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line of a file that a mistake stands in, with a caret below it. What may be a secret in it is not repeated.
 *
 * @param text of the line; empty where it cannot be read any more
 * @param column of the caret, from 1
 */
record QuotedLine(int number, String text, int column) {
    private static final Pattern SECRET =
            Pattern.compile("((?:password|pin)[\"']?\\s*:\\s*)(?!env:|file:|prompt|generate)([^,}]*)");

    static QuotedLine of(Place place) {
        try {
            var lines = PlainFile.of(Path.of(place.file())).lines();
            var line = place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
            return new QuotedLine(place.line(), SECRET.matcher(line).replaceAll("$1..."), place.column());
        } catch (IOException | ProblemException e) {
            return new QuotedLine(place.line(), "", place.column());
        }
    }

    /** One mistake as every problem; of several each with its line, and one next move for all. */
    static void tell(List<Mistake> mistakes, Console console) {
        if (mistakes.size() == 1) {
            console.quoted(mistakes.getFirst().problem(), of(mistakes.getFirst().place()), "");
            return;
        }
        mistakes.forEach(each ->
                console.quoted(each.problem().withBecause("").withNext(""), of(each.place()), hint(each.problem())));
        console.line("");
        console.labelled("", mistakes.size() + " mistakes; correct them, then run the same command again", 2);
    }

    /**
     * The line, a caret below it, and what should stand there.
     *
     * @param indent columns that stay free before it
     */
    List<String> drawn(Paint paint, int indent, int width, String hint) {
        var lines = new ArrayList<String>();
        var margin = indent + 8;
        var room = width - margin;
        var from = Math.max(0, Math.min(column - 1, text.length()) - room / 2);
        var shown = Lines.printable(text.substring(Math.min(from, text.length())));
        if (!shown.isBlank()) {
            var head = " ".repeat(indent) + paint.dim("%5d | ".formatted(number));
            lines.add(head + shown.substring(0, Math.min(room, shown.length())));
        }
        var caret = " ".repeat(Math.max(0, column - 1 - from)) + "^ ";
        var head = " ".repeat(indent + 6) + paint.dim("| ") + caret;
        if (hint.isEmpty() || caret.length() + hint.length() <= room) {
            lines.add(head + hint);
        } else {
            lines.add(head);
            lines.addAll(Lines.hang(width, " ".repeat(margin), margin, Lines.printable(hint), words -> words));
        }
        return lines;
    }

    private static String hint(Problem problem) {
        return problem.next().startsWith("did you mean") ? problem.next() : problem.because();
    }

    static Map<String, @Nullable Object> document(Mistake mistake) {
        var document =
                new LinkedHashMap<String, @Nullable Object>(mistake.problem().document());
        document.put("file", mistake.place().file());
        document.put("line", mistake.place().line());
        document.put("column", mistake.place().column());
        return document;
    }
}
