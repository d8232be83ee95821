package dev.outpost.bench.host;

import java.util.Iterator;
import java.util.regex.Pattern;

/** {@code printf} with %s, %d, %x and %c, and {@code echo}; the format is used again while words are left. */
public final class Printf implements Program {
    private static final Pattern CONVERSION = Pattern.compile("%(-?0?[0-9]*)([sdxc%])");

    /** {@code echo} with -n. */
    public static int echo(Call call) {
        boolean bare = !call.words().isEmpty() && call.words().getFirst().equals("-n");
        String text = String.join(" ", bare ? call.words().subList(1, call.words().size()) : call.words());
        call.out().print(bare ? text : text + "\n");
        return 0;
    }

    @Override
    public int run(Call call) {
        if (call.words().isEmpty()) {
            return call.refuse(2, "printf: usage: printf FORMAT [ARGUMENT]...");
        }
        String format = call.words().getFirst();
        var words = call.words().subList(1, call.words().size()).iterator();
        var out = new StringBuilder();
        int status = 0;
        boolean takes;
        do {
            takes = false;
            int end = 0;
            for (var found = CONVERSION.matcher(format); found.find(); end = found.end()) {
                out.append(unescaped(format.substring(end, found.start())));
                char kind = found.group(2).charAt(0);
                takes |= kind != '%';
                status |= convert(call, kind, found.group(1), words, out);
            }
            out.append(unescaped(format.substring(end)));
        } while (words.hasNext() && takes);
        call.out().print(out);
        return status;
    }

    private static int convert(Call call, char kind, String flags, Iterator<String> words, StringBuilder out) {
        if (kind == '%') {
            out.append('%');
            return 0;
        }
        String word = words.hasNext() ? words.next() : "";
        if (kind == 's') {
            out.append(String.format("%" + flags + "s", word));
            return 0;
        }
        if (kind == 'c') {
            out.append(word.isEmpty() ? "" : word.substring(0, 1));
            return 0;
        }
        boolean good = word.matches("-?[0-9]{1,18}|");
        if (!good) {
            call.err().println(call.name() + ": invalid number '" + word + "'");
        }
        out.append(String.format("%" + flags + kind, good && !word.isEmpty() ? Long.parseLong(word) : 0L));
        return good ? 0 : 1;
    }

    /** Backslash escapes: letters, and up to three octal digits. */
    private static String unescaped(String text) {
        var out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i == text.length()) {
                out.append(c);
                continue;
            }
            int end = i;
            while (end < text.length() && end < i + 3 && Character.digit(text.charAt(end), 8) >= 0) {
                end++;
            }
            if (end > i) {
                out.append((char) (Integer.parseInt(text.substring(i, end), 8) & 0xff));
                i = end;
                continue;
            }
            int known = "ntr\\".indexOf(text.charAt(i++));
            out.append(known < 0 ? "\\" + text.charAt(i - 1) : String.valueOf("\n\t\r\\".charAt(known)));
        }
        return out.toString();
    }
}
