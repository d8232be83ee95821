package dev.outpost.shell;

import dev.outpost.step.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A POSIX sh script and the values it is given.
 *
 * <p>Each value becomes a quoted assignment in front of the script's text, so it reaches the remote shell literally and never
 * as an argument of a process. This is the only place where anything is quoted.
 *
 * @param name for messages, such as {@code guard-arm}
 * @param text the script, as kept in the resources
 * @param values assignments, in the order they were given
 */
public record Script(String name, String text, Map<String, Value> values) {

    /**
     * One value.
     *
     * @param text what the script's variable will hold
     * @param secret whether it prints as stars
     */
    public record Value(String text, boolean secret) {
        public Value {
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a shell value cannot hold a NUL character");
            }
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException("a shell value must be encodable as UTF-8");
            }
        }

        @Override
        public String toString() {
            return secret ? "*****" : text;
        }
    }

    /** A line of its own; {@code #!} and the marks of parts ({@code #:}) stay. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#(?![!:]).*\\R");

    public Script {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Script of(String name, String text) {
        return new Script(name, text, Map.of());
    }

    /**
     * The script kept beside a class in the resources, without its comments: no machine has any use for them, and some lines are slow.
     *
     * @param home a class of the package that owns the script
     * @param name the file's name without {@code .sh}
     */
    public static Script in(Class<?> home, String name) {
        var path = "/" + home.getPackageName().replace('.', '/') + "/" + name + ".sh";
        return of(name, COMMENT.matcher(Resource.text(path)).replaceAll(""));
    }

    /** The same script with {@code variable} holding {@code value}. */
    public Script with(String variable, String value) {
        return with(variable, new Value(value, false));
    }

    public Script with(String variable, long value) {
        return with(variable, Long.toString(value));
    }

    /** The same script with {@code variable} holding a secret. */
    public Script secret(String variable, Secret value) {
        return with(variable, new Value(value.reveal(), true));
    }

    /** The same script with another one's text in front: shared functions. */
    public Script after(Script library) {
        var all = new LinkedHashMap<>(library.values());
        all.putAll(values);
        return new Script(name, library.text() + "\n" + text, all);
    }

    /** What the remote shell reads: the assignments, then the text. */
    public String render() {
        return values.entrySet().stream()
                        .map(value ->
                                value.getKey() + "=" + quote(value.getValue().text()) + "\n")
                        .collect(Collectors.joining())
                + text
                + "\n";
    }

    @Override
    public String toString() {
        return name + values;
    }

    private Script with(String variable, Value value) {
        if (!variable.matches("[A-Z][A-Z0-9_]*")) {
            throw new IllegalArgumentException("a script's variable is written in capitals, not " + variable);
        }
        var more = new LinkedHashMap<>(values);
        more.put(variable, value);
        return new Script(name, text, more);
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
