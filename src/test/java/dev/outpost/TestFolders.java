package dev.outpost;

import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;

/**
 * Takes a test's folder away once nobody writes there any more: a process that was told to end may be at its last file yet. One that goes on for
 * longer fails the test.
 */
public final class TestFolders implements TempDirDeletionStrategy {
    private static final Duration LAST_FILE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Override
    public DeletionResult delete(Path folder, AnnotatedElementContext element, ExtensionContext context)
            throws IOException {
        var end = Ticker.REAL.in(LAST_FILE);
        var result = Standard.INSTANCE.delete(folder, element, context);
        while (!result.isSuccessful() && !end.isOver()) {
            pause();
            result = Standard.INSTANCE.delete(folder, element, context);
        }
        return result;
    }

    private static void pause() throws InterruptedIOException {
        try {
            Ticker.REAL.pause(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while a test's folder was in use");
        }
    }
}
