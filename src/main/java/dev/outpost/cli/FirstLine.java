package dev.outpost.cli;

import java.io.Writer;
import java.util.concurrent.CompletableFuture;

/** Completes when a first line was written; the words themselves are of no interest. */
final class FirstLine extends Writer {
    private final CompletableFuture<Void> came;

    FirstLine(CompletableFuture<Void> came) {
        this.came = came;
    }

    @Override
    public void write(char[] text, int from, int length) {
        if (new String(text, from, length).contains("\n")) {
            came.complete(null);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
