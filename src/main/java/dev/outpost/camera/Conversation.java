package dev.outpost.camera;

import dev.outpost.reach.Dial;
import dev.outpost.reach.Quietly;
import dev.outpost.step.Alarm;
import dev.outpost.step.Deadline;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Requests and answers on one connection, which is cut when the time is up: no camera can hold us. */
final class Conversation implements Closeable {
    private final Dial.Connected line;
    private final InputStream in;
    private Alarm end;

    Conversation(Dial.Connected line, Deadline limit) {
        this.line = line;
        this.in = new BufferedInputStream(line.in());
        this.end = Alarm.at(limit, () -> Quietly.close(line));
    }

    /**
     * A binary packet between the answers (RFC 2326, section 10.12).
     *
     * @param channel even for RTP, odd for its reports
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one packet
    record Packet(int channel, byte[] bytes) {}

    /** From here on another limit counts. */
    void until(Deadline limit) {
        end.close();
        end = Alarm.at(limit, () -> Quietly.close(line));
    }

    /** Sends a request's lines, reads its answer. */
    Reply ask(String request, boolean untilClosed) throws IOException {
        return inTime(() -> {
            say(request);
            return Reply.read(in, untilClosed);
        });
    }

    /** Sends a request's lines, and awaits nothing. */
    void say(String request) throws IOException {
        line.out().write(request.getBytes(StandardCharsets.UTF_8));
        line.out().flush();
    }

    /** The next packet; answers in front of it are read over. */
    Packet packet() throws IOException {
        return inTime(() -> {
            while (true) {
                in.mark(1);
                int first = in.read();
                if (first == '$') {
                    return body();
                }
                if (first < 0) {
                    throw new EOFException("it hung up");
                }
                in.reset();
                Reply.read(in, false);
            }
        });
    }

    private Packet body() throws IOException {
        int channel = in.read();
        int length = (in.read() << 8) | in.read();
        if (length < 0) {
            throw new EOFException("it hung up");
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it hung up in the middle of a packet");
        }
        return new Packet(channel, bytes);
    }

    private interface Talk<T> {
        T go() throws IOException;
    }

    private <T> T inTime(Talk<T> talk) throws IOException {
        try {
            return talk.go();
        } catch (IOException broken) {
            if (end.rang()) {
                throw new IOException("no whole answer in time", broken);
            }
            throw broken;
        }
    }

    @Override
    public void close() {
        end.close();
        Quietly.close(line);
    }
}
