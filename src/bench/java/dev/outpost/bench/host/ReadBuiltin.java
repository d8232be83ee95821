package dev.outpost.bench.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code read}: takes one line from the standard input, byte by byte, and not one byte more. A backslash is always itself, as with -r; -s, -n
 * and -t are taken and do nothing.
 */
final class ReadBuiltin implements Builtins.Builtin {
    private final Shell shell;

    ReadBuiltin(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int run(List<String> words) throws IOException {
        int at = 0;
        while (at < words.size() && words.get(at).matches("-.+")) {
            at += words.get(at).matches("-[tn]") ? 2 : 1;
        }
        var line = new ByteArrayOutputStream();
        int c = shell.fds.in().read();
        while (c >= 0 && c != '\n') {
            if (c != 0) {
                line.write(c);
            }
            c = shell.fds.in().read();
        }
        assign(words.subList(at, words.size()), line.toString(StandardCharsets.UTF_8));
        return c < 0 ? 1 : 0;
    }

    private void assign(List<String> names, String line) {
        String separators = shell.variables.get("IFS", " \t\n");
        var values = split(line, separators, names.size());
        for (int i = 0; i < names.size(); i++) {
            shell.variables.set(names.get(i), i < values.size() ? values.get(i) : "");
        }
    }

    private static List<String> split(String line, String separators, int most) {
        var values = new ArrayList<String>();
        int at = skipBlanks(line, 0, separators);
        while (at < line.length() && values.size() < most - 1) {
            int start = at;
            while (at < line.length() && separators.indexOf(line.charAt(at)) < 0) {
                at++;
            }
            values.add(line.substring(start, at));
            at = skipBlanks(line, at, separators);
            if (at < line.length() && separators.indexOf(line.charAt(at)) >= 0) {
                at = skipBlanks(line, at + 1, separators);
            }
        }
        int end = line.length();
        while (end > at && isBlank(line.charAt(end - 1), separators)) {
            end--;
        }
        values.add(line.substring(Math.min(at, end), end));
        return values;
    }

    private static int skipBlanks(String line, int from, String separators) {
        int at = from;
        while (at < line.length() && isBlank(line.charAt(at), separators)) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c, String separators) {
        return (c == ' ' || c == '\t' || c == '\n') && separators.indexOf(c) >= 0;
    }
}
