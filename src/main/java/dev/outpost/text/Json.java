package dev.outpost.text;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, text, numbers, booleans and null as JSON (RFC 8259), keys in the order they were put.
 *
 * <p>An {@link Optional} is its value or null; anything else of ours is written by its {@code toString}.
 */
public final class Json {
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;

    private Json(boolean pretty) {
        this.pretty = pretty;
    }

    /** A document to read: two spaces a level, no final newline. */
    public static String pretty(@Nullable Object value) {
        return new Json(true).value(value, "").out.toString();
    }

    /** The same on one line, as journals and logs keep it. */
    public static String line(@Nullable Object value) {
        return new Json(false).value(value, "").out.toString();
    }

    /** An object from name, value, name, value...; unlike {@link Map#of} it keeps the order and takes null. */
    public static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value among " + pairs.length + " words");
        }
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < pairs.length; i += 2) {
            object.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return object;
    }

    private Json value(@Nullable Object value, String margin) {
        switch (value) {
            case null -> out.append("null");
            case Optional<?> maybe -> value(maybe.orElse(null), margin);
            case Map<?, ?> map -> object(map, margin);
            case Collection<?> list -> list(list, margin);
            case Double number when !Double.isFinite(number) -> out.append("null");
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> text(value.toString());
        }
        return this;
    }

    private void object(Map<?, ?> map, String margin) {
        out.append('{');
        var inner = margin + INDENT;
        var first = true;
        for (var entry : map.entrySet()) {
            next(first, inner);
            text(String.valueOf(entry.getKey()));
            out.append(pretty ? ": " : ":");
            value(entry.getValue(), inner);
            first = false;
        }
        end(first, margin, '}');
    }

    private void list(Collection<?> list, String margin) {
        out.append('[');
        var inner = margin + INDENT;
        Iterator<?> items = list.iterator();
        var empty = !items.hasNext();
        for (var first = true; items.hasNext(); first = false) {
            next(first, inner);
            value(items.next(), inner);
        }
        end(empty, margin, ']');
    }

    private void next(boolean first, String margin) {
        if (!first) {
            out.append(',');
        }
        if (pretty) {
            out.append('\n').append(margin);
        }
    }

    private void end(boolean empty, String margin, char bracket) {
        if (pretty && !empty) {
            out.append('\n').append(margin);
        }
        out.append(bracket);
    }

    private void text(String text) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    /** Line separators, and what turns the direction of writing around. */
    private static boolean isUnseen(char c) {
        return (c >= '\u2028' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069') || c == '\u200e' || c == '\u200f';
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Character.isISOControl(c) || Character.isSurrogate(c) || isUnseen(c)) {
                    out.append("\\u%04x".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
