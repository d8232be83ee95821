package dev.outpost.usbip;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** One endpoint towards the host: transfers that wait for bytes, and bytes that wait for transfers. Not safe for threads. */
final class InQueue {
    /** A transfer and what it gets. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
    record Filled(Urb urb, byte[] data) {}

    private final Deque<Urb> waiting = new ArrayDeque<>();
    private final Deque<byte[]> data = new ArrayDeque<>();

    void wants(Urb urb) {
        waiting.add(urb);
    }

    /** Bytes of one transfer; what does not fit the host's buffer goes into the next. */
    void has(byte[] bytes) {
        data.add(bytes);
    }

    /** Takes a transfer back; false when it is not here, because it was answered. */
    boolean unlink(int number) {
        return waiting.removeIf(urb -> urb.number() == number);
    }

    void forget() {
        data.clear();
    }

    /** The next transfer that can be answered. */
    Optional<Filled> next() {
        if (waiting.isEmpty() || data.isEmpty()) {
            return Optional.empty();
        }
        var urb = waiting.remove();
        var bytes = data.remove();
        if (bytes.length > urb.length()) {
            data.addFirst(Arrays.copyOfRange(bytes, urb.length(), bytes.length));
            bytes = Arrays.copyOf(bytes, urb.length());
        }
        return Optional.of(new Filled(urb, bytes));
    }
}
