package dev.outpost.bench.sh;

import java.util.List;

/** A word before expansion. */
public record Word(List<Part> parts) {
    public static final Word EMPTY = new Word(List.of());

    public Word {
        parts = List.copyOf(parts);
    }

    /** The text, if nothing in it was quoted or has to be expanded; else an empty string. */
    public String literal() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Text(String text, boolean quoted) && !quoted
                ? text
                : "";
    }

    /** The text with its quotes taken away and nothing expanded, as for the end mark of a here-document. */
    String unquoted() {
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Part.Text piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }

    boolean hasQuotes() {
        return parts.stream().anyMatch(Part::quoted);
    }
}
