package dev.outpost.bench.host;

import java.util.Iterator;

/** {@code printf} with BusyBox's conversions; the format is used again while words are left. */
public final class Printf implements Program {

    @Override
    public int run(Call call) {
        if (call.words().isEmpty()) {
            call.err().println("printf: usage: printf FORMAT [ARGUMENT]...");
            return 2;
        }
        String format = call.words().getFirst();
        var words = call.words().subList(1, call.words().size()).iterator();
        var run = new Run(call, words);
        do {
            run.took = false;
            if (!run.once(format)) {
                break;
            }
        } while (words.hasNext() && run.took);
        call.out().print(run.out);
        return run.status;
    }

    private static final class Run {
        private final Call call;
        private final Iterator<String> words;
        private final StringBuilder out = new StringBuilder();
        private int status;
        private boolean took;

        Run(Call call, Iterator<String> words) {
            this.call = call;
            this.words = words;
        }

        private String word() {
            took = true;
            return words.hasNext() ? words.next() : "";
        }

        /** One pass over the format; false when output ends. */
        boolean once(String format) {
            int i = 0;
            while (i < format.length()) {
                int percent = format.indexOf('%', i);
                int end = percent < 0 ? format.length() : percent;
                var text = Escapes.of(format.substring(i, end), false);
                out.append(text.text());
                if (text.stopped()) {
                    return false;
                }
                i = end;
                if (percent >= 0) {
                    i = conversion(format, percent + 1);
                    if (i < 0) {
                        return false;
                    }
                }
            }
            return true;
        }

        private int conversion(String format, int start) {
            if (start < format.length() && format.charAt(start) == '%') {
                out.append('%');
                return start + 1;
            }
            var flags = new StringBuilder();
            int i = start;
            while (i < format.length() && "-+ #0123456789.*".indexOf(format.charAt(i)) >= 0) {
                flags.append(format.charAt(i) == '*' ? word() : String.valueOf(format.charAt(i)));
                i++;
            }
            if (i >= format.length()) {
                call.err().println("printf: " + format.substring(start - 1) + ": invalid format");
                status = 1;
                return -1;
            }
            return convert(format.charAt(i), flags.toString()) ? i + 1 : -1;
        }

        private boolean convert(char kind, String flags) {
            switch (kind) {
                case 's' -> out.append(padded(word(), flags));
                case 'c' -> {
                    String word = word();
                    out.append(word.isEmpty() ? "" : word.substring(0, 1));
                }
                case 'b' -> {
                    var text = Escapes.of(word(), true);
                    out.append(padded(text.text(), flags));
                    return !text.stopped();
                }
                case 'd', 'i' -> out.append(String.format("%" + integerFlags(flags) + "d", number(word())));
                case 'u' -> out.append(padded(Long.toUnsignedString(number(word())), flags));
                case 'o', 'x', 'X' -> out.append(String.format("%" + integerFlags(flags) + kind, number(word())));
                case 'f', 'e', 'g', 'E', 'G' -> out.append(String.format("%" + flags + kind, real(word())));
                default -> {
                    call.err().println(call.name() + ": %" + flags + kind + ": invalid format");
                    status = 1;
                    return false;
                }
            }
            return true;
        }

        private static String integerFlags(String flags) {
            int dot = flags.indexOf('.');
            if (dot < 0) {
                return flags;
            }
            return "0" + flags.substring(dot + 1);
        }

        private static String padded(String text, String flags) {
            int dot = flags.indexOf('.');
            String cut = text;
            if (dot >= 0) {
                String most = flags.substring(dot + 1);
                cut = text.substring(0, Math.min(text.length(), most.isEmpty() ? 0 : Integer.parseInt(most)));
            }
            String width = dot >= 0 ? flags.substring(0, dot) : flags;
            boolean left = width.startsWith("-");
            String digits = width.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
            int missing = (digits.isEmpty() ? 0 : Integer.parseInt(digits)) - cut.length();
            String blanks = " ".repeat(Math.max(0, missing));
            return left ? cut + blanks : blanks + cut;
        }

        private long number(String word) {
            String text = word.strip();
            if (text.startsWith("'") || text.startsWith("\"")) {
                return text.length() > 1 ? text.charAt(1) : 0;
            }
            try {
                return text.isEmpty() ? 0 : Long.decode(text);
            } catch (NumberFormatException bad) {
                call.err().println(call.name() + ": invalid number '" + word + "'");
                status = 1;
                return 0;
            }
        }

        private double real(String word) {
            try {
                return word.isEmpty() ? 0 : Double.parseDouble(word);
            } catch (NumberFormatException bad) {
                call.err().println(call.name() + ": invalid number '" + word + "'");
                status = 1;
                return 0;
            }
        }
    }
}
