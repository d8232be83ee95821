package dev.outpost.bench.sh;

/** A redirection in the tree; the text of a here-document arrives after the line that names it. */
public final class Redirect {
    private final int fd;
    private final Kind kind;
    private Word target;

    /** Which of them. */
    public enum Kind {
        READ,
        WRITE,
        APPEND,
        READ_WRITE,
        COPY,
        HERE
    }

    Redirect(int fd, Kind kind, Word target) {
        this.fd = fd;
        this.kind = kind;
        this.target = target;
    }

    void arrived(Word text) {
        target = text;
    }

    public int fd() {
        return fd;
    }

    public Kind kind() {
        return kind;
    }

    /** File, descriptor or, for a here-document, its text. */
    public Word target() {
        return target;
    }
}
