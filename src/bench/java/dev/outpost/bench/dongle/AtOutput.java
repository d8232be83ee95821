package dev.outpost.bench.dongle;

import dev.outpost.step.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Where a port's bytes leave: to every program that has it open, whole, in pieces or slowly. */
final class AtOutput {
    private static final Duration BYTE_BY_BYTE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CHUNKS = Duration.ofMillis(20);

    private final List<Consumer<byte[]>> listeners = new CopyOnWriteArrayList<>();
    private final AtManners.Delivery delivery;
    private final Ticker time;
    private final Random random = new Random(7);

    AtOutput(AtManners.Delivery delivery, Ticker time) {
        this.delivery = delivery;
        this.time = time;
    }

    Runnable add(Consumer<byte[]> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Sends text; nothing of another text comes between its bytes. */
    synchronized void send(String text) throws InterruptedException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        switch (delivery) {
            case WHOLE -> emit(bytes);
            case CHUNKS -> inPieces(bytes, 3, BETWEEN_CHUNKS);
            case SLOW -> inPieces(bytes, 1, BYTE_BY_BYTE);
        }
    }

    private void inPieces(byte[] bytes, int longest, Duration between) throws InterruptedException {
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(longest));
            emit(Arrays.copyOfRange(bytes, at, end));
            at = end;
            time.pause(between);
        }
    }

    private void emit(byte[] bytes) {
        listeners.forEach(listener -> listener.accept(bytes));
    }
}
