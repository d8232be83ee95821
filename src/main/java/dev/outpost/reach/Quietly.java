package dev.outpost.reach;

import java.io.Closeable;
import java.io.IOException;

/** Closing what has failed already: a second failure says nothing new. */
final class Quietly {
    private Quietly() {}

    static void close(Closeable line) {
        try {
            line.close();
        } catch (IOException alreadyBroken) {
            // the first failure is the one that is reported
        }
    }
}
