package dev.outpost.bench.busybox;

import dev.outpost.bench.host.Printf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the commands of a sed script: addresses, then one of {@code s p d q n {}}. */
final class SedScript {
    private static final Pattern PIECE = Pattern.compile("\\\\.|[&$]", Pattern.DOTALL);

    private final String text;
    private final boolean extended;
    private int at;

    private SedScript(String text, boolean extended) {
        this.text = text;
        this.extended = extended;
    }

    /** Which line is meant. */
    sealed interface Address {
        record Line(long line) implements Address {}

        record Last() implements Address {}

        record Match(Pattern pattern) implements Address {}
    }

    /** A command with its addresses. */
    record Command(Optional<Address> from, Optional<Address> to, Action action, Range range) {}

    /** Whether a range of lines is open. */
    static final class Range {
        boolean open;
    }

    /** What is done. */
    sealed interface Action {
        record Replace(Pattern pattern, String with, boolean all, boolean print) implements Action {}

        record Simple(char letter) implements Action {}

        record Group(List<Command> commands) implements Action {}
    }

    static List<Command> read(String text, boolean extended) {
        var script = new SedScript(text, extended);
        var commands = script.commands();
        if (script.at < text.length()) {
            throw new Options.Unknown("unexpected '}'");
        }
        return commands;
    }

    private List<Command> commands() {
        var commands = new ArrayList<Command>();
        skip(" \t\n;");
        while (at < text.length() && text.charAt(at) != '}') {
            var from = address();
            Optional<Address> to = Optional.empty();
            if (from.isPresent() && peek() == ',') {
                at++;
                to = address();
            }
            skip(" \t");
            commands.add(new Command(from, to, action(), new Range()));
            skip(" \t\n;");
        }
        return commands;
    }

    private Optional<Address> address() {
        char c = peek();
        if (Character.isDigit(c)) {
            int start = at;
            while (Character.isDigit(peek())) {
                at++;
            }
            return Optional.of(new Address.Line(Long.parseLong(text.substring(start, at))));
        }
        if (c == '$') {
            at++;
            return Optional.of(new Address.Last());
        }
        if (c == '/') {
            at++;
            return Optional.of(new Address.Match(Posix.pattern(delimited('/'), extended, false)));
        }
        return Optional.empty();
    }

    private Action action() {
        char letter = peek();
        at++;
        return switch (letter) {
            case 's' -> {
                char delimiter = text.charAt(at++);
                var pattern = Posix.pattern(delimited(delimiter), extended, false);
                String with = replacement(delimited(delimiter));
                int start = at;
                skip("gp");
                String flags = text.substring(start, at);
                yield new Action.Replace(pattern, with, flags.contains("g"), flags.contains("p"));
            }
            case '{' -> {
                var inner = commands();
                if (peek() != '}') {
                    throw new Options.Unknown("unmatched '{'");
                }
                at++;
                yield new Action.Group(inner);
            }
            case 'p', 'd', 'q', 'n' -> new Action.Simple(letter);
            default -> throw new Options.Unknown("unsupported command " + letter);
        };
    }

    /** What is put in, in Java's words: an ampersand is the whole, a digit behind a backslash a group. */
    private static String replacement(String with) {
        return PIECE.matcher(with).replaceAll(piece -> Matcher.quoteReplacement(switch (piece.group()) {
            case "&" -> "$0";
            case "$" -> "\\$";
            case "\\n", "\\t", "\\r" -> Printf.unescaped(piece.group());
            default -> piece.group().matches("\\\\[0-9]") ? "$" + piece.group().charAt(1) : piece.group();
        }));
    }

    /** Up to the delimiter; a delimiter behind a backslash stands for itself. */
    private String delimited(char delimiter) {
        var part = new StringBuilder();
        boolean bracket = false;
        while (at < text.length() && (bracket || text.charAt(at) != delimiter)) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char next = text.charAt(at++);
                part.append(next == delimiter ? String.valueOf(next) : "\\" + next);
                continue;
            }
            bracket = c == '[' || (bracket && c != ']');
            part.append(c);
        }
        if (at >= text.length()) {
            throw new Options.Unknown("unmatched '" + delimiter + "'");
        }
        at++;
        return part.toString();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
