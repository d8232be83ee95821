package dev.outpost.adapter.recording;

/**
 * A part of a text.
 *
 * @param start its first character
 * @param end after its last one
 */
record Span(int start, int end) {
    /** The same part of a text in which this one's begins here. */
    Span from(int offset) {
        return new Span(start + offset, end + offset);
    }

    boolean isEmpty() {
        return end <= start;
    }
}
