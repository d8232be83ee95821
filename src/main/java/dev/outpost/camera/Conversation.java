package dev.outpost.camera;

import dev.outpost.reach.Dial;
import dev.outpost.step.Alarm;
import dev.outpost.step.Ticker;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Requests and answers on one connection, which is cut when the time is up: no camera can hold us. */
final class Conversation implements Closeable {
    private final Dial.Connected line;
    private final InputStream in;
    private final Alarm end;

    Conversation(Dial.Connected line, Duration limit) {
        this.line = line;
        this.in = new BufferedInputStream(line.in());
        this.end = Alarm.at(Ticker.REAL.in(limit), this::closeLine);
    }

    /** Sends a request's lines, reads its answer. */
    Reply ask(String request, boolean untilClosed) throws IOException {
        try {
            line.out().write(request.getBytes(StandardCharsets.UTF_8));
            line.out().flush();
            return Reply.read(in, untilClosed);
        } catch (IOException broken) {
            if (end.rang()) {
                throw new IOException("no whole answer in time", broken);
            }
            throw broken;
        }
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
        end.close();
        closeLine();
    }
}
