package dev.outpost.cli;

import dev.outpost.step.PlainFile;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import dev.outpost.text.MistakesInFile.Mistake;
import dev.outpost.text.Nearest;
import dev.outpost.text.Place;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong around the work, in words: on the command line, on the disk, in the program itself. */
final class Mistakes {
    private Mistakes() {}

    /** A command line that cannot be; exit 2. */
    static Problem usage(ParameterException e) {
        var line = e.getCommandLine();
        var name = line.getCommandSpec().qualifiedName();
        var said = String.valueOf(e.getMessage()).lines().findFirst().orElse("this cannot be");
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            var word = unmatched.getUnmatched().getFirst();
            return problem("'" + word + "' means nothing here", nearest(line, word), name + " --help");
        }
        return problem(Character.toLowerCase(said.charAt(0)) + said.substring(1), "", name + " --help");
    }

    private static Problem problem(String what, String because, String next) {
        return new Problem(ProblemCode.USAGE_MISTAKE, what, because, next);
    }

    private static String nearest(CommandLine line, String word) {
        var spec = line.getCommandSpec();
        var known = word.startsWith("-") || line.getSubcommands().isEmpty()
                ? spec.optionsMap().keySet()
                : line.getSubcommands().keySet();
        return Nearest.near(word, known)
                .map(near -> "the nearest known word is '" + near + "'")
                .orElse("");
    }

    /** A file of ours that cannot be read or written; exit 2. */
    static Problem file(FileSystemException e) {
        return new Problem(
                ProblemCode.STATE_UNUSABLE, e.getFile() + " cannot be used", SystemWords.of(e), SystemWords.cure(e));
    }

    /** A fault of ours; exit 1. The trace may hold what somebody typed, so it is kept only when asked for, readable to its owner alone. */
    static Problem bug(Throwable e, boolean keepTrace) {
        return new Problem(
                ProblemCode.OUTPOST_BUG,
                "a fault in Outpost itself: "
                        + SystemWords.of(String.valueOf(e.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("")),
                "this is not your mistake; nothing more is known",
                keepTrace
                        ? "send us the trace in " + trace(e)
                        : "run the same with -v to keep a trace that can be sent to us");
    }

    private static String trace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        try {
            var file = Files.createTempFile("outpost-trace-", ".txt");
            Files.writeString(file, text.toString());
            return file.toString();
        } catch (IOException unwritable) {
            return "(the trace could not be written)";
        }
    }

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
                console.quoted(
                        mistakes.getFirst().problem(), of(mistakes.getFirst().place()), "");
                return;
            }
            mistakes.forEach(each -> console.quoted(
                    each.problem().withBecause("").withNext(""), of(each.place()), hint(each.problem())));
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
            var document = new LinkedHashMap<String, @Nullable Object>(
                    mistake.problem().document());
            document.put("file", mistake.place().file());
            document.put("line", mistake.place().line());
            document.put("column", mistake.place().column());
            return document;
        }
    }
}
