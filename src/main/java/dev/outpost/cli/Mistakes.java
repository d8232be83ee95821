package dev.outpost.cli;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.SystemWords;
import dev.outpost.text.Nearest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
}
