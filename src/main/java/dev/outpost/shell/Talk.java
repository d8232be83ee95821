package dev.outpost.shell;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/** A script that runs on the remote host while its streams stay open: bytes both ways, in an exec channel of its own. */
public interface Talk extends Closeable {
    /** The script's standard input. */
    OutputStream input();

    /** Its standard output. */
    InputStream output();

    /** Its standard error. */
    InputStream errors();

    /** Ends the script's input, which ends the script; does not wait and does not throw. Idempotent. */
    @Override
    void close();
}
