package dev.outpost.uci;

/** Writes configuration text exactly as libuci does. */
public final class UciWriter {
    private UciWriter() {}

    /** As a file of /etc/config. */
    public static String file(UciPackage configuration) {
        var text = new StringBuilder();
        for (var section : configuration.sections()) {
            text.append("\nconfig ").append(bare(section.type()));
            if (!section.anonymous()) {
                text.append(' ').append(UciWords.quoted(section.name()));
            }
            text.append('\n');
            section.options().forEach(option -> append(text, option));
        }
        return text.append('\n').toString();
    }

    /** As {@code uci export} prints it. */
    public static String export(UciPackage configuration) {
        return "package " + bare(configuration.name()) + "\n" + file(configuration);
    }

    /** A word that stands without quotes where libuci writes none. */
    private static String bare(String word) {
        return UciWords.isPackage(word) ? word : UciWords.quoted(word);
    }

    private static void append(StringBuilder text, UciOption option) {
        String keyword = option.value() instanceof UciValue.Many ? "list" : "option";
        for (String value : option.value().asList()) {
            text.append('\t').append(keyword).append(' ').append(option.name()).append(' ');
            text.append(UciWords.quoted(value)).append('\n');
        }
    }
}
