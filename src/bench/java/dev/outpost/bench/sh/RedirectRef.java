package dev.outpost.bench.sh;

/** A redirection in the tree; the text of a here-document arrives after the line that names it. */
public final class RedirectRef {
    private final int fd;
    private final Redirect.Kind kind;
    private Word target;

    RedirectRef(int fd, Redirect.Kind kind, Word target) {
        this.fd = fd;
        this.kind = kind;
        this.target = target;
    }

    void arrived(Word text) {
        target = text;
    }

    /** The finished value. */
    public Redirect get() {
        return new Redirect(fd, kind, target);
    }
}
