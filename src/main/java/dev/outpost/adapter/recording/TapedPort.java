package dev.outpost.adapter.recording;

import dev.outpost.adapter.recording.Event.Kind;
import dev.outpost.at.AtPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A port whose bytes are kept on the way. */
final class TapedPort implements AtPort {
    private final AtPort real;
    private final Tape tape;
    private final AtomicBoolean closed = new AtomicBoolean();

    TapedPort(AtPort real, Tape tape) {
        this.real = real;
        this.tape = tape;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        try {
            real.write(bytes);
        } catch (IOException e) {
            tape.passes(closed.get() ? Kind.STUCK : Kind.UNSENT, bytes);
            fail(e);
            throw e;
        }
        tape.passes(closed.get() ? Kind.STUCK : Kind.SENT, bytes);
    }

    @Override
    public byte[] read(Duration wait) throws IOException {
        try {
            var bytes = real.read(wait);
            if (bytes.length > 0) {
                tape.passes(wait.isZero() ? Kind.FOUND : Kind.HEARD, bytes);
            } else if (!wait.isZero()) {
                tape.passes(Kind.QUIET, bytes);
            }
            return bytes;
        } catch (IOException e) {
            fail(e);
            throw e;
        }
    }

    private void fail(IOException e) {
        if (!closed.get()) {
            var words = String.valueOf(e.getMessage());
            tape.says(Kind.LOST, new String(words.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            tape.says(Kind.CLOSED, "");
        }
        real.close();
    }
}
