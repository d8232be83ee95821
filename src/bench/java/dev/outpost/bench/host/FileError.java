package dev.outpost.bench.host;

import java.io.IOException;

/** A file operation that the simulated kernel refused. */
public final class FileError extends IOException {
    private static final long serialVersionUID = 1;

    private final Errno errno;

    public FileError(Errno errno, String path) {
        super(path + ": " + errno.words());
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }

    /** Whether the file, or a folder on the way to it, is not there. */
    public boolean isMissing() {
        return errno == Errno.ENOENT || errno == Errno.ENOTDIR;
    }

    /** The words that programs print behind the name of the file. */
    public String words() {
        return errno.words();
    }

    public static String words(IOException failure) {
        return failure instanceof FileError error ? error.words() : Errno.EIO.words();
    }
}
