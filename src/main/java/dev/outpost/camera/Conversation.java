package dev.outpost.camera;

import dev.outpost.reach.Dial;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Requests and answers on one connection, which is cut when the time is up: no camera can hold us. */
final class Conversation implements Closeable {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Dial.Connected line;
    private final InputStream in;
    private final ScheduledFuture<?> end;
    private volatile boolean timeUp;

    Conversation(Dial.Connected line, Duration limit) {
        this.line = line;
        this.in = new BufferedInputStream(line.in());
        this.end = CLOCK.schedule(this::cut, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("camera time limit").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** Sends a request's lines, reads its answer. */
    Reply ask(String request, boolean untilClosed) throws IOException {
        try {
            line.out().write(request.getBytes(StandardCharsets.UTF_8));
            line.out().flush();
            return Reply.read(in, untilClosed);
        } catch (IOException broken) {
            if (timeUp) {
                throw new IOException("no whole answer in time", broken);
            }
            throw broken;
        }
    }

    private void cut() {
        timeUp = true;
        closeLine();
    }

    private void closeLine() {
        try {
            line.close();
        } catch (IOException alreadyGone) {
            // nothing is left to say on it
        }
    }

    @Override
    public void close() {
        end.cancel(false);
        closeLine();
    }
}
