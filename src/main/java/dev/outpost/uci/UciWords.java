package dev.outpost.uci;

/** What may stand where, and how it is quoted; the rules of libuci. */
public final class UciWords {
    private static final int DJB2_START = 5381;

    private UciWords() {}

    /** Section and option names; no dash. */
    public static boolean isName(String word) {
        return !word.isEmpty() && word.chars().allMatch(UciWords::isPlain);
    }

    /** Section types: any printable ASCII without blanks, the dash included. */
    public static boolean isType(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c > 32 && c < 127);
    }

    public static boolean isPackage(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> isPlain(c) || c == '-');
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Values: no control characters but tab, newline and carriage return. */
    public static boolean isValue(String word) {
        return word.chars().allMatch(c -> c >= 32 || c == '\t' || c == '\n' || c == '\r');
    }

    /** In single quotes, a quote inside as {@code '\''}. */
    public static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /**
     * The generated name of an anonymous section.
     *
     * @param position from 1, all sections of the package counted
     */
    public static String anonymousName(int position, String type) {
        int hash = DJB2_START;
        for (int i = 0; i < type.length(); i++) {
            hash = hash * 33 + type.charAt(i);
        }
        return String.format("cfg%02x%04x", position, (hash & 0x7fffffff) % 65536);
    }
}
