package dev.outpost.field;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a program of this machine to its end. */
final class Running {
    /** Far more than any of them needs on a busy machine. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Running() {}

    static Ended end(List<String> command) throws IOException, InterruptedException {
        return end(new ProcessBuilder(command), LIMIT);
    }

    static Ended end(ProcessBuilder builder, Duration limit) throws IOException, InterruptedException {
        var process = builder.start();
        process.getOutputStream().close();
        var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IOException("still running after " + limit.toSeconds() + " s: " + builder.command());
        }
        return new Ended(process.exitValue(), out.join(), err.join());
    }

    /** As {@link #end}; a failure is thrown. */
    static String said(List<String> command) throws IOException, InterruptedException {
        var ended = end(command);
        if (ended.status() != 0) {
            throw new IOException(command + " ended with " + ended.status() + ": " + ended.err());
        }
        return ended.out();
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
