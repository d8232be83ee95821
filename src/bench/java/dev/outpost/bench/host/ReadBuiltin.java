package dev.outpost.bench.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code read}: takes one line from the standard input, byte by byte, and not one byte more. */
final class ReadBuiltin implements Builtins.Builtin {
    private final Shell shell;

    ReadBuiltin(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int run(List<String> words) throws IOException {
        boolean raw = false;
        int at = 0;
        while (at < words.size()
                && words.get(at).startsWith("-")
                && words.get(at).length() > 1) {
            raw |= words.get(at).contains("r");
            at += words.get(at).matches("-[ptnd]") ? 2 : 1;
        }
        var names = at < words.size() ? words.subList(at, words.size()) : List.of("REPLY");
        var line = new ByteArrayOutputStream();
        boolean complete = line(line, raw);
        assign(names, line.toString(StandardCharsets.UTF_8), raw);
        return complete ? 0 : 1;
    }

    /** Reads up to the end of the line; a kept backslash is followed by what it protects. */
    private boolean line(ByteArrayOutputStream line, boolean raw) throws IOException {
        var in = shell.fds.in();
        while (true) {
            int c = in.read();
            if (c < 0) {
                return false;
            }
            if (c == '\n') {
                return true;
            }
            if (c == '\\' && !raw) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                if (next != '\n') {
                    line.write('\\');
                    line.write(next);
                }
            } else if (c != 0) {
                line.write(c);
            }
        }
    }

    private void assign(List<String> names, String line, boolean raw) {
        String separators = shell.variables.get("IFS", " \t\n");
        var values = split(line, separators, names.size(), raw);
        for (int i = 0; i < names.size(); i++) {
            shell.assign(names.get(i), i < values.size() ? values.get(i) : "");
        }
    }

    private static List<String> split(String line, String separators, int most, boolean raw) {
        var values = new ArrayList<String>();
        int at = skipBlanks(line, 0, separators);
        while (at < line.length() && values.size() < most - 1) {
            var value = new StringBuilder();
            while (at < line.length() && separators.indexOf(line.charAt(at)) < 0) {
                at += !raw && line.charAt(at) == '\\' ? 1 : 0;
                value.append(line.charAt(at++));
            }
            values.add(value.toString());
            at = skipBlanks(line, at, separators);
            if (at < line.length() && separators.indexOf(line.charAt(at)) >= 0 && !isBlank(line.charAt(at))) {
                at = skipBlanks(line, at + 1, separators);
            }
        }
        values.add(last(line.substring(Math.min(at, line.length())), separators, raw));
        return values;
    }

    private static String last(String rest, String separators, boolean raw) {
        int end = rest.length();
        while (end > 0 && isBlank(rest.charAt(end - 1)) && separators.indexOf(rest.charAt(end - 1)) >= 0) {
            end--;
        }
        String value = rest.substring(0, end);
        return raw ? value : value.replaceAll("\\\\(.)", "$1");
    }

    private static int skipBlanks(String line, int from, String separators) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at)) && separators.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n';
    }
}
