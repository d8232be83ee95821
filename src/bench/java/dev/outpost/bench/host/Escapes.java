package dev.outpost.bench.host;

/**
 * Backslash escapes of {@code echo -e} and {@code printf}.
 *
 * @param stopped whether a {@code \c} ended all output
 */
record Escapes(String text, boolean stopped) {

    /** @param zeroOctal whether octal numbers need a leading 0, as in {@code echo -e} and {@code %b} */
    static Escapes of(String text, boolean zeroOctal) {
        var out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i == text.length()) {
                out.append(c);
                continue;
            }
            char kind = text.charAt(i++);
            if (kind == 'c') {
                return new Escapes(out.toString(), true);
            }
            if (kind == 'x') {
                int end = digits(text, i, 2, 16);
                out.append(end > i ? String.valueOf((char) Integer.parseInt(text.substring(i, end), 16)) : "\\x");
                i = end;
            } else if (kind >= '0' && kind <= '7') {
                int start = zeroOctal && kind == '0' ? i : i - 1;
                int end = digits(text, start, 3, 8);
                out.append(end > start ? (char) (Integer.parseInt(text.substring(start, end), 8) & 0xff) : '\0');
                i = end;
            } else {
                out.append(letter(kind));
            }
        }
        return new Escapes(out.toString(), false);
    }

    private static int digits(String text, int from, int most, int radix) {
        int end = from;
        while (end < text.length() && end < from + most && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        return end;
    }

    private static String letter(char kind) {
        return switch (kind) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'a' -> "\007";
            case 'b' -> "\b";
            case 'e' -> "\033";
            case 'f' -> "\f";
            case 'v' -> "\013";
            case '\\' -> "\\";
            default -> "\\" + kind;
        };
    }
}
