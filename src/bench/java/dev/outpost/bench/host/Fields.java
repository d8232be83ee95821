package dev.outpost.bench.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grows the fields that a word expands to; each remembers what was quoted, for the patterns. */
final class Fields {
    private final List<Field> fields = new ArrayList<>();
    private final String separators;
    private final boolean splits;
    private @Nullable Field open;
    private boolean afterBlank;

    /** @param splits whether unquoted expansions become several fields */
    Fields(String separators, boolean splits) {
        this.separators = separators;
        this.splits = splits;
    }

    /** One field: its text, and the same as a pattern in which quoted characters are protected. */
    static final class Field {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder pattern = new StringBuilder();

        String text() {
            return text.toString();
        }

        String pattern() {
            return pattern.toString();
        }
    }

    private Field open() {
        var field = open;
        if (field == null) {
            field = new Field();
            fields.add(field);
            open = field;
        }
        afterBlank = false;
        return field;
    }

    /** Quoted text: makes a field even if it is empty. */
    void quoted(String text) {
        var field = open();
        field.text.append(text);
        field.pattern.append(Glob.literal(text));
    }

    /** Unquoted text of the program itself, which is never split. */
    void literal(String text) {
        var field = open();
        field.text.append(text);
        field.pattern.append(text);
    }

    /** The unquoted result of an expansion. */
    void split(String text) {
        if (!splits) {
            if (!text.isEmpty()) {
                literal(text);
            }
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (separators.indexOf(c) < 0) {
                literal(String.valueOf(c));
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
            fields.add(new Field());
        }
    }

    /** The end of one of several parameters. */
    void boundary() {
        open = null;
    }

    List<Field> all() {
        return fields;
    }

    String joined() {
        var text = new StringBuilder();
        fields.forEach(field -> text.append(field.text));
        return text.toString();
    }

    String joinedPattern() {
        var pattern = new StringBuilder();
        fields.forEach(field -> pattern.append(field.pattern));
        return pattern.toString();
    }
}
