package dev.outpost.at;

import java.util.Locale;

/** Tells the lines that answer a command from those that came unasked. */
final class Answers {
    private static final String MARKS = "+^*$%#!_";

    private Answers() {}

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
}
