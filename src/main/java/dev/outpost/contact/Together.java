package dev.outpost.contact;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Work that is done side by side. */
final class Together {
    private Together() {}

    /** What it came to; what it failed with is thrown here. */
    static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the others", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
