package dev.outpost.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page of the manual in the macros of man(7). */
final class Roff {
    private final StringBuilder page = new StringBuilder();

    Roff(String name, String manual) {
        page.append(".TH \"%s\" \"1\" \"\" \"%s\" \"%s\"%n.nh%n.ad l%n"
                .formatted(quoted(name.toUpperCase(Locale.ROOT)), quoted(manual), quoted(manual + " manual")));
    }

    Roff section(String title) {
        return line(".SH \"" + title + "\"");
    }

    Roff text(String text) {
        return line(quoted(text));
    }

    Roff bold(String text) {
        return line(".B " + quoted(text));
    }

    /** A word, and below it what it means. */
    Roff item(String word, String says) {
        return line(".TP").bold(word).text(says.isEmpty() ? "-" : says);
    }

    /** Lines as they are. */
    Roff verbatim(List<String> lines) {
        return line(".nf")
                .line(lines.stream().map(Roff::quoted).collect(Collectors.joining("\n")))
                .line(".fi");
    }

    private Roff line(String text) {
        page.append(text).append('\n');
        return this;
    }

    /** What roff would take as its own is a character again; what is beyond ASCII is named by its number. */
    private static String quoted(String text) {
        var safe = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("\"", "\\(dq");
        var ascii = safe.codePoints()
                .mapToObj(each -> each < 128 ? Character.toString(each) : "\\[u%04X]".formatted(each))
                .collect(Collectors.joining());
        return ascii.startsWith(".") ? "\\&" + ascii : ascii;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
