package dev.outpost.bench.sh;

import java.util.List;

/** A word before expansion. */
public record Word(List<Part> parts) {
    static final Word EMPTY = new Word(List.of());

    public Word {
        parts = List.copyOf(parts);
    }

    /** One piece of a word. A quoted piece is neither split into fields nor read as a pattern. */
    public sealed interface Part {
        boolean quoted();
    }

    /** Characters that stand for themselves. */
    public record Text(String text, boolean quoted) implements Part {}

    /**
     * {@code $name}, {@code ${name}} and their variants.
     *
     * @param operator {@code - :- + :+ # ## % %%}, or nothing; those with a colon also treat an empty value as unset
     * @param word what follows the operator
     */
    public record Parameter(String name, String operator, Word word, boolean quoted) implements Part {}

    /** {@code $(...)}. */
    public record Substitution(Command body, boolean quoted) implements Part {}

    /** {@code $((...))}. */
    public record Arithmetic(Word expression, boolean quoted) implements Part {}

    /** The text, if nothing in it was quoted or has to be expanded; else an empty string. */
    String literal() {
        return parts.size() == 1 && parts.getFirst() instanceof Text(String text, boolean quoted) && !quoted
                ? text
                : "";
    }

    /** Adds characters to the parts of a word; neighbours of one kind are one part. */
    static void add(List<Part> parts, String more, boolean quoted) {
        boolean joins = !parts.isEmpty() && parts.getLast() instanceof Text last && last.quoted() == quoted;
        parts.add(new Text(joins ? ((Text) parts.removeLast()).text() + more : more, quoted));
    }
}
