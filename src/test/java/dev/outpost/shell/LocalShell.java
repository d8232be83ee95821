package dev.outpost.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs batches in this machine's own {@code /bin/sh}, without the network: for tests of the framing and of scripts in a root folder. */
public final class LocalShell implements RemoteShell {
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> words;

    public LocalShell() {
        this("/bin/sh");
    }

    /** Another shell: {@code busybox ash}. */
    public LocalShell(String... words) {
        this.words = List.of(words);
    }

    @Override
    public List<Answer> run(Batch batch, Duration patience) throws IOException {
        var framing = new Framing(batch);
        var command = new ArrayList<>(words);
        command.addAll(List.of("-c", framing.commandLine()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var stdout = CompletableFuture.supplyAsync(() -> {
            try {
                return process.getInputStream().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (var stdin = process.getOutputStream()) {
            stdin.write(framing.stdin());
        }
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new LinkException(LinkException.Reason.TIMED_OUT, "still busy after " + patience, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return framing.parse(stdout.join());
    }
}
