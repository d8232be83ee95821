package dev.outpost.bench.host;

import dev.outpost.bench.sh.Command;
import dev.outpost.bench.sh.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns words into fields: parameters, substitutions, arithmetic, then splitting and pathnames. */
final class Expander {
    private final Shell shell;
    private final Substitutes substitutes;

    /** Runs a command and catches what it prints. */
    interface Substitutes {
        String output(Command command) throws InterruptedException;
    }

    Expander(Shell shell, Substitutes substitutes) {
        this.shell = shell;
        this.substitutes = substitutes;
    }

    List<String> fields(List<Word> words) throws InterruptedException {
        var all = new ArrayList<String>();
        for (var word : words) {
            var fields = new Fields(shell.variables.get("IFS", " \t\n"));
            append(fields, word, false);
            for (var field : fields.all()) {
                all.addAll(paths(field));
            }
        }
        return all;
    }

    private List<String> paths(String field) {
        var found = shell.options.contains('f') || !Glob.isPattern(field)
                ? List.<String>of()
                : Glob.expand(shell.machine.files(), shell.cwd, field);
        return found.isEmpty() ? List.of(Glob.unprotected(field)) : found;
    }

    /** The one value of a word, neither split nor matched. */
    String single(Word word) throws InterruptedException {
        return Glob.unprotected(pattern(word));
    }

    /** The word as a pattern; what was quoted stands for itself. */
    String pattern(Word word) throws InterruptedException {
        var fields = new Fields("");
        append(fields, word, false);
        return String.join("", fields.all());
    }

    private void append(Fields fields, Word word, boolean splitsText) throws InterruptedException {
        for (var part : word.parts()) {
            switch (part) {
                case Word.Text(String text, boolean quoted) -> {
                    if (quoted) {
                        fields.quoted(text);
                    } else if (splitsText) {
                        fields.split(text);
                    } else {
                        fields.literal(text);
                    }
                }
                case Word.Substitution(Command body, boolean quoted) -> put(fields, substitutes.output(body), quoted);
                case Word.Arithmetic(Word expression, boolean quoted) ->
                    put(fields, String.valueOf(calculate(single(expression))), quoted);
                case Word.Parameter parameter -> parameter(fields, parameter);
            }
        }
    }

    private static void put(Fields fields, String value, boolean quoted) {
        if (quoted) {
            fields.quoted(value);
        } else {
            fields.split(value);
        }
    }

    private long calculate(String expression) {
        try {
            return Arithmetic.value(shell.variables, expression);
        } catch (ArithmeticException bad) {
            throw shell.fatal(String.valueOf(bad.getMessage()));
        }
    }

    private void parameter(Fields fields, Word.Parameter parameter) throws InterruptedException {
        String name = parameter.name();
        String operator = parameter.operator();
        boolean all = name.equals("@") || name.equals("*");
        var value = all ? joinedArguments(name) : shell.parameter(name);
        boolean there =
                value.isPresent() && !(operator.startsWith(":") && value.get().isEmpty());
        switch (operator) {
            case "", "-", ":-" -> {
                if (!there && !operator.isEmpty()) {
                    append(fields, parameter.word(), true);
                } else if (all) {
                    arguments(fields, parameter);
                } else {
                    put(fields, known(name, value), parameter.quoted());
                }
            }
            case "+", ":+" -> {
                if (there) {
                    append(fields, parameter.word(), true);
                } else if (parameter.quoted()) {
                    fields.quoted("");
                }
            }
            default -> put(fields, cut(known(name, value), pattern(parameter.word()), operator), parameter.quoted());
        }
    }

    private Optional<String> joinedArguments(String name) {
        return shell.arguments.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(separator(name), shell.arguments));
    }

    private String separator(String name) {
        String separators = shell.variables.get("IFS", " \t\n");
        return name.equals("@") ? " " : separators.isEmpty() ? "" : separators.substring(0, 1);
    }

    private void arguments(Fields fields, Word.Parameter parameter) {
        if (parameter.quoted() && parameter.name().equals("*")) {
            fields.quoted(joinedArguments("*").orElse(""));
            return;
        }
        for (int i = 0; i < shell.arguments.size(); i++) {
            if (i > 0) {
                fields.boundary();
            }
            put(fields, shell.arguments.get(i), parameter.quoted());
        }
    }

    private String known(String name, Optional<String> value) {
        if (value.isEmpty() && shell.options.contains('u')) {
            throw shell.fatal(name + ": parameter not set");
        }
        return value.orElse("");
    }

    private static String cut(String value, String pattern, String operator) {
        boolean longest = operator.length() > 1;
        boolean prefix = operator.startsWith("#");
        var whole = Glob.whole(pattern);
        for (int i = 0; i <= value.length(); i++) {
            int length = longest ? value.length() - i : i;
            int split = prefix ? length : value.length() - length;
            String piece = prefix ? value.substring(0, split) : value.substring(split);
            if (whole.test(piece)) {
                return prefix ? value.substring(split) : value.substring(0, split);
            }
        }
        return value;
    }

    /** Grows the fields that a word expands to; each is a pattern, in which a backslash protects what was quoted. */
    private static final class Fields {
        private final List<StringBuilder> fields = new ArrayList<>();
        private final String separators;
        private @Nullable StringBuilder open;
        private boolean afterBlank;

        /** @param separators the characters that make several fields of an unquoted expansion */
        Fields(String separators) {
            this.separators = separators;
        }

        private StringBuilder open() {
            var field = open;
            if (field == null) {
                field = new StringBuilder();
                fields.add(field);
                open = field;
            }
            afterBlank = false;
            return field;
        }

        /** Quoted text: makes a field even if it is empty. */
        void quoted(String text) {
            open().append(Glob.literal(text));
        }

        /** Unquoted text of the program itself, which is never split. */
        void literal(String text) {
            open().append(text);
        }

        /** The unquoted result of an expansion. */
        void split(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (separators.indexOf(c) < 0) {
                    open().append(c == '\\' ? "\\" : "").append(c);
                } else {
                    separator(c);
                }
            }
        }

        private void separator(char c) {
            boolean blank = c == ' ' || c == '\t' || c == '\n';
            if (open != null) {
                open = null;
                afterBlank = blank;
            } else if (!blank && afterBlank) {
                afterBlank = false;
            } else if (!blank) {
                fields.add(new StringBuilder());
            }
        }

        /** The end of one of several parameters. */
        void boundary() {
            open = null;
        }

        List<String> all() {
            return fields.stream().map(StringBuilder::toString).toList();
        }
    }
}
