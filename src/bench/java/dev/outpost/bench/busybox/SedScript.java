package dev.outpost.bench.busybox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the commands of a sed script: addresses, then one of {@code s p d q n a i c = y {}}. */
final class SedScript {
    private final String text;
    private final boolean extended;
    private int at;
    private Optional<Pattern> lastPattern = Optional.empty();

    private SedScript(String text, boolean extended) {
        this.text = text;
        this.extended = extended;
    }

    /** Which line is meant. */
    sealed interface Address {
        record Line(long line) implements Address {}

        record Last() implements Address {}

        record Match(Pattern pattern) implements Address {}

        record Further(long lines) implements Address {}
    }

    /** A command with its addresses; {@code state} says whether a range is open. */
    record Command(Optional<Address> from, Optional<Address> to, boolean negated, Action action, Range state) {}

    /** Whether a range of lines is open, and where it ends if that is a number. */
    static final class Range {
        boolean open;
        long end;
    }

    /** What is done. */
    sealed interface Action {
        record Replace(Pattern pattern, String with, boolean all, boolean print, int number) implements Action {}

        record Simple(char letter) implements Action {}

        record Text(char letter, String text) implements Action {}

        record Translate(String from, String to) implements Action {}

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
            if (text.charAt(at) == '#') {
                restOfLine();
            } else {
                commands.add(command());
            }
            skip(" \t\n;");
        }
        return commands;
    }

    private Command command() {
        var from = address();
        Optional<Address> to = Optional.empty();
        skip(" \t");
        if (from.isPresent() && peek() == ',') {
            at++;
            skip(" \t");
            to = address();
        }
        skip(" \t");
        boolean negated = peek() == '!';
        at += negated ? 1 : 0;
        skip(" \t");
        return new Command(from, to, negated, action(), new Range());
    }

    private Optional<Address> address() {
        char c = peek();
        if (Character.isDigit(c)) {
            return Optional.of(new Address.Line(number()));
        }
        if (c == '+') {
            at++;
            return Optional.of(new Address.Further(number()));
        }
        if (c == '$') {
            at++;
            return Optional.of(new Address.Last());
        }
        if (c == '/' || c == '\\') {
            at += c == '\\' ? 1 : 0;
            String expression = delimited(text.charAt(at++));
            boolean ignoreCase = peek() == 'I';
            at += ignoreCase ? 1 : 0;
            return Optional.of(new Address.Match(pattern(expression, ignoreCase)));
        }
        return Optional.empty();
    }

    private Pattern pattern(String expression, boolean ignoreCase) {
        if (expression.isEmpty() && lastPattern.isPresent()) {
            return lastPattern.get();
        }
        var pattern = Posix.pattern(expression, extended, ignoreCase);
        lastPattern = Optional.of(pattern);
        return pattern;
    }

    private long number() {
        int start = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        return Long.parseLong(text.substring(start, at));
    }

    private Action action() {
        if (at >= text.length()) {
            throw new Options.Unknown("missing command");
        }
        char letter = text.charAt(at++);
        return switch (letter) {
            case 's' -> replace();
            case 'y' -> {
                char delimiter = text.charAt(at++);
                yield new Action.Translate(delimited(delimiter), delimited(delimiter));
            }
            case '{' -> {
                var inner = commands();
                if (peek() != '}') {
                    throw new Options.Unknown("unmatched '{'");
                }
                at++;
                yield new Action.Group(inner);
            }
            case 'a', 'i', 'c' -> new Action.Text(letter, words());
            case 'p', 'd', 'q', 'n', '=', 'N', 'h', 'H', 'g', 'G', 'x' -> new Action.Simple(letter);
            default -> throw new Options.Unknown("unsupported command " + letter);
        };
    }

    private Action replace() {
        char delimiter = text.charAt(at++);
        String expression = delimited(delimiter);
        String with = delimited(delimiter);
        boolean all = false;
        boolean print = false;
        boolean ignoreCase = false;
        int number = 1;
        while (at < text.length() && "gpiI0123456789".indexOf(peek()) >= 0) {
            char flag = peek();
            if (Character.isDigit(flag)) {
                number = (int) number();
                continue;
            }
            all |= flag == 'g';
            print |= flag == 'p';
            ignoreCase |= flag == 'i' || flag == 'I';
            at++;
        }
        return new Action.Replace(pattern(expression, ignoreCase), with, all, print, number);
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

    /** The text of a, i or c: behind a backslash and a newline, or on the same line. */
    private String words() {
        skip(" \t");
        if (peek() == '\\') {
            at++;
            skip(" \t");
            at += peek() == '\n' ? 1 : 0;
        }
        var words = new StringBuilder();
        while (at < text.length() && peek() != '\n') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            words.append(c);
        }
        return words.toString();
    }

    private void restOfLine() {
        while (at < text.length() && peek() != '\n') {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skip(String blanks) {
        while (at < text.length() && blanks.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
