package dev.outpost.text;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, text, numbers, booleans and null as JSON (RFC 8259), keys in the order they were put.
 *
 * <p>An {@link Optional} is its value or null; anything else of ours is written by its {@code toString}.
 */
public final class Json {
    private static final String INDENT = "  ";

    private final boolean pretty;

    private Json(boolean pretty) {
        this.pretty = pretty;
    }

    /** A document to read: two spaces a level, no final newline. */
    public static String pretty(@Nullable Object value) {
        return new Json(true).value(value, "");
    }

    /** The same on one line, as journals and logs keep it. */
    public static String line(@Nullable Object value) {
        return new Json(false).value(value, "");
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

    private String value(@Nullable Object value, String margin) {
        return switch (value) {
            case null -> "null";
            case Optional<?> maybe -> value(maybe.orElse(null), margin);
            case Map<?, ?> map ->
                block("{", map.entrySet().stream().map(entry -> member(entry, margin + INDENT)), "}", margin);
            case Collection<?> list -> block("[", list.stream().map(each -> value(each, margin + INDENT)), "]", margin);
            case Double number when !Double.isFinite(number) -> "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> text(value.toString());
        };
    }

    private String member(Map.Entry<?, ?> entry, String margin) {
        return text(String.valueOf(entry.getKey())) + (pretty ? ": " : ":") + value(entry.getValue(), margin);
    }

    private String block(String open, Stream<String> items, String close, String margin) {
        var all = items.toList();
        var end = pretty && !all.isEmpty() ? "\n" + margin : "";
        var begin = end.isEmpty() ? "" : end + INDENT;
        return open + begin + String.join("," + begin, all) + end + close;
    }

    private static String text(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        for (var i = 0; i < text.length(); i++) {
            out.append(character(text.charAt(i)));
        }
        return out.append('"').toString();
    }

    /** Line separators, and what turns the direction of writing around. */
    private static boolean isUnseen(char c) {
        return (c >= '\u2028' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069') || c == '\u200e' || c == '\u200f';
    }

    private static String character(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(c) || Character.isSurrogate(c) || isUnseen(c)
                        ? "\\u%04x".formatted((int) c)
                        : String.valueOf(c);
        };
    }
}
