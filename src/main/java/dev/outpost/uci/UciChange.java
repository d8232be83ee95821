package dev.outpost.uci;

/** One change of a configuration, as a value that can be printed before it is made. */
public sealed interface UciChange {
    String packageName();

    /** Makes a named section, or gives it another type. */
    record MakeSection(String packageName, String section, String type) implements UciChange {}

    /** Sets an option to one value; a list becomes a scalar. */
    record SetOption(String packageName, String section, String option, String value) implements UciChange {}

    /** Appends an entry to a list. */
    record AddToList(String packageName, String section, String option, String value) implements UciChange {}

    record DeleteSection(String packageName, String section) implements UciChange {}

    record DeleteOption(String packageName, String section, String option) implements UciChange {}

    /** The line for {@code uci batch}, quoted; control characters other than tab and newline are refused. */
    default String batchLine() {
        return switch (this) {
            case MakeSection(var p, var s, var type) -> "set " + checked(p, s) + "=" + value(type);
            case SetOption(var p, var s, var o, var v) -> "set " + checked(p, s) + "." + name(o) + "=" + value(v);
            case AddToList(var p, var s, var o, var v) -> "add_list " + checked(p, s) + "." + name(o) + "=" + value(v);
            case DeleteSection(var p, var s) -> "delete " + checked(p, s);
            case DeleteOption(var p, var s, var o) -> "delete " + checked(p, s) + "." + name(o);
        };
    }

    private static String checked(String packageName, String section) {
        if (!UciWords.isPackage(packageName)) {
            throw new IllegalArgumentException("not a package name: " + packageName);
        }
        return packageName + "." + name(section);
    }

    private static String name(String word) {
        if (!UciWords.isName(word)) {
            throw new IllegalArgumentException("not a name: " + word);
        }
        return word;
    }

    private static String value(String text) {
        boolean clean = text.chars().noneMatch(c -> (c < 32 && c != '\t' && c != '\n') || c == 127);
        if (!clean) {
            throw new IllegalArgumentException("a value with a control character is refused");
        }
        return UciWords.quoted(text);
    }
}
