package dev.outpost.bench.host;

import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code printf} with %s, %d, %x and %c, and {@code echo}; the format is used again while words are left. */
public final class Printf implements Program {
    private static final Pattern CONVERSION = Pattern.compile("%(-?0?[0-9]*)([sdxc%])");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([0-7]{1,3})|.)", Pattern.DOTALL);

    /** {@code echo} with -n. */
    public static int echo(Call call) {
        boolean bare = !call.words().isEmpty() && call.words().getFirst().equals("-n");
        String text =
                String.join(" ", bare ? call.words().subList(1, call.words().size()) : call.words());
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
    public static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> {
            var octal = found.group(1);
            int known = "ntr\\".indexOf(text.charAt(found.start() + 1));
            var plain =
                    octal == null && known < 0 ? found.group() : String.valueOf("\n\t\r\\".charAt(Math.max(0, known)));
            return Matcher.quoteReplacement(
                    octal == null ? plain : String.valueOf((char) (Integer.parseInt(octal, 8) & 0xff)));
        });
    }
}
