package dev.outpost.bench.sh;

/**
 * A redirection.
 *
 * @param fd the descriptor that changes
 * @param target file, descriptor or, for a here-document, its text
 */
public record Redirect(int fd, Kind kind, Word target) {
    /** Which of them. */
    public enum Kind {
        READ,
        WRITE,
        APPEND,
        READ_WRITE,
        COPY_IN,
        COPY_OUT,
        HERE
    }
}
