package dev.outpost.adapter.recording;

import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import dev.outpost.dongle.PlayedTime;
import dev.outpost.step.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ports that answer by a table, in pieces of so many bytes; what the table does not know gets ERROR.
 *
 * @param unasked what comes before the first question
 */
record TalkingPorts(Map<String, String> answers, String unasked, int piece, AtomicLong nanos) implements AtPorts {
    TalkingPorts(Map<String, String> answers, String unasked, int piece) {
        this(answers, unasked, piece, new AtomicLong());
    }

    /** Time that passes as their bytes are read, and by every pause. */
    Ticker time() {
        return new PlayedTime(nanos);
    }

    @Override
    public AtPort open(String name) {
        var waiting = new ArrayDeque<byte[]>();
        say(waiting, unasked);
        return new AtPort() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void write(byte[] bytes) {
                var command = new String(bytes, StandardCharsets.ISO_8859_1).strip();
                say(waiting, command + "\r\r\n" + answers.getOrDefault(command, "ERROR") + "\r\n");
            }

            @Override
            public byte[] read(Duration wait) {
                var next = waiting.poll();
                nanos.addAndGet(next == null ? Math.max(wait.toNanos(), 1000) : 100_000);
                return next == null ? new byte[0] : next;
            }

            @Override
            public void close() {
                waiting.clear();
            }
        };
    }

    private void say(Queue<byte[]> waiting, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i += piece) {
            waiting.add(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece)));
        }
    }
}
