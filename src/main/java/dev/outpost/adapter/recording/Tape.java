package dev.outpost.adapter.recording;

import dev.outpost.adapter.recording.Event.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What happens on one port, kept in memory until it can be disguised as a whole. Any thread may write. */
final class Tape {
    /** An AT port says some kilobytes in a look; one that floods is cut here. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_EVENTS = 100_000;

    private final LongSupplier nanos;
    private final long begun;
    private final List<Event> events = new ArrayList<>();
    private long zero;
    private int bytes;

    /** @param begun when the look began, by the clock */
    Tape(LongSupplier nanos, long begun) {
        this.nanos = nanos;
        this.begun = begun;
        this.zero = begun;
    }

    synchronized void begins(Kind kind, String words) {
        events.add(new Event((nanos.getAsLong() - begun) / 1000, kind, words));
        zero = nanos.getAsLong();
    }

    synchronized void says(Kind kind, String words) {
        events.add(new Event((nanos.getAsLong() - zero) / 1000, kind, words));
    }

    synchronized void passes(Kind kind, byte[] chunk) {
        bytes += chunk.length;
        if (bytes <= MOST_BYTES && events.size() < MOST_EVENTS) {
            says(kind, new String(chunk, StandardCharsets.ISO_8859_1));
        }
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }
}
