package dev.outpost.bench.host;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grows the fields that a word expands to; each is a pattern, in which a backslash protects what was quoted. */
final class Fields {
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
        for (char c : text.toCharArray()) {
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
