package dev.outpost.adapter.ssh;

import dev.outpost.shell.Talk;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** An exec channel that stays open. A dropbear closes it when the command has ended, so its input ends first. */
final class SshTalk implements Talk {
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final EagerSession command;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    SshTalk(EagerSession command) {
        this.command = command;
    }

    @Override
    public OutputStream input() {
        return command.getOutputStream();
    }

    @Override
    public InputStream output() {
        return command.getInputStream();
    }

    @Override
    public InputStream errors() {
        return command.getErrorStream();
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            Thread.ofVirtual().start(this::end);
        }
    }

    private void end() {
        try (command) {
            command.getOutputStream().close();
            command.join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            // the connection is gone, and the script with it
        } finally {
            ended.complete(null);
        }
    }

    /** Until the script has ended, or for a moment: what is still there ends with the connection. */
    void awaitEnd() {
        try {
            Ticker.REAL.in(LAST_WORDS).get(ended);
        } catch (TimeoutException | ExecutionException e) {
            // it ends with the connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
