package dev.outpost.shell;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes both ways, over whatever carries them. */
public interface Stream extends Closeable {
    InputStream input();

    OutputStream output();
}
