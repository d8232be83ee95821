package dev.outpost.reach;

import java.io.Closeable;
import java.io.IOException;

/** Closing what has failed already: a second failure says nothing new. */
public final class Quietly {
    private Quietly() {}

    public static void close(Closeable line) {
        try {
            line.close();
        } catch (IOException alreadyBroken) {
            // the first failure is the one that is reported
        }
    }
}
