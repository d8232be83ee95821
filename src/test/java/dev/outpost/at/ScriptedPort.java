package dev.outpost.at;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/** A modem in memory whose time is a number: waiting costs nothing. */
final class ScriptedPort implements AtPort {
    final List<String> sent = new ArrayList<>();
    private final Queue<byte[]> coming = new ArrayDeque<>();
    private final Function<String, String> modem;
    private long now;
    private boolean closed;

    /** @param modem the bytes that a command line gets, chunks parted by the character 1; empty for silence */
    ScriptedPort(Function<String, String> modem) {
        this.modem = modem;
    }

    long nanos() {
        return now;
    }

    Dialogue dialogue() {
        return new Dialogue(this, this::nanos, Duration.ofSeconds(60));
    }

    void says(String text) {
        for (var chunk : text.split("\u0001")) {
            coming.add(chunk.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (closed) {
            throw new IOException("memory is gone");
        }
        var line = new String(bytes, StandardCharsets.US_ASCII);
        sent.add(line);
        var answer = modem.apply(line.strip());
        if (!answer.isEmpty()) {
            says(answer);
        }
    }

    @Override
    public byte[] read(Duration wait) {
        var next = coming.poll();
        if (next == null) {
            now += Math.max(wait.toNanos(), 1_000);
            return new byte[0];
        }
        now += 1_000_000;
        return next;
    }

    @Override
    public void close() {
        closed = true;
    }
}
