package dev.outpost.adapter.recording;

import dev.outpost.adapter.recording.Event.Kind;
import dev.outpost.adapter.recording.Session.Exchange;
import dev.outpost.at.AtPort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays one recorded conversation. Asked the same in the same order, it does what the port did, at the same times; asked in another order, it
 * finds the answer by its question; asked what was not asked then, it is silent.
 */
final class ReplayedPort implements AtPort {
    /** A busy computer returned from its waits so much later than it was asked to, by a clock that may have been a fast one. */
    private static final Duration LATER = Duration.ofSeconds(10);

    private final String name;
    private final Session session;
    private final VirtualTime time;
    private final Consumer<String> notRecorded;
    private final BitSet used = new BitSet();
    private Exchange current;
    private int place;
    private int next;

    /** The moment at which the current question was asked. */
    private long base;

    private volatile boolean closed;

    ReplayedPort(String name, Session session, VirtualTime time, Consumer<String> notRecorded) {
        this.name = name;
        this.session = session;
        this.time = time;
        this.notRecorded = notRecorded;
        this.current = session.exchanges().getFirst();
        this.base = time.nanos();
        used.set(0);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        refuseWhenClosed();
        var question = Question.of(new String(bytes, StandardCharsets.ISO_8859_1));
        var found = find(question);
        var inOrder = found.filter(i -> i == place + 1);
        if (inOrder.isPresent()) {
            waitUntil(base + (session.exchanges().get(place + 1).micros() - current.micros()) * 1000);
        }
        current = found.map(i -> session.exchanges().get(i)).orElseGet(() -> unknown(question));
        place = found.orElse(place);
        used.set(place);
        base = time.nanos();
        next = 0;
        var kind = current.asked().map(Event::kind).orElse(Kind.SENT);
        if (kind == Kind.STUCK) {
            throw new Stuck(name + " takes no bytes");
        }
        if (kind == Kind.UNSENT) {
            throw new IOException(lostWords());
        }
    }

    /** Nobody watches: what took too long then is in the recording, and how long it takes here is this computer's business. */
    @Override
    public void write(byte[] bytes, Duration limit) throws IOException {
        write(bytes);
    }

    /** The next one in order, else the first like it that was not played, else the last like it. */
    private Optional<Integer> find(Question question) {
        var all = session.exchanges();
        if (place + 1 < all.size() && all.get(place + 1).question().equals(question)) {
            return Optional.of(place + 1);
        }
        Optional<Integer> found = Optional.empty();
        for (int i = 1; i < all.size(); i++) {
            if (all.get(i).question().equals(question)) {
                found = Optional.of(i);
                if (!used.get(i)) {
                    return found;
                }
            }
        }
        return found;
    }

    private Exchange unknown(Question question) {
        notRecorded.accept(question.text());
        return new Exchange(question, current.asked(), List.of());
    }

    private String lostWords() {
        return current.after().stream()
                .filter(event -> event.kind() == Kind.LOST)
                .map(Event::text)
                .findFirst()
                .orElse(name + " is gone");
    }

    /**
     * What the read of then came back with, at the time of then; where this one waits for much less, nothing yet.
     */
    @Override
    public byte[] read(Duration wait) throws IOException {
        refuseWhenClosed();
        var limit = time.nanos() + wait.toNanos();
        if (next >= current.after().size()) {
            waitUntil(limit);
            return new byte[0];
        }
        var event = current.after().get(next);
        var due = base + (event.micros() - current.micros()) * 1000;
        var wasThereThen = wait.isZero() && event.kind() == Kind.FOUND;
        var tolerated = wait.isZero() ? limit : limit + LATER.toNanos();
        if (due > tolerated && !wasThereThen && event.kind() != Kind.LOST) {
            waitUntil(limit);
            return new byte[0];
        }
        waitUntil(due);
        next++;
        if (event.kind() == Kind.LOST) {
            throw new IOException(event.text());
        }
        // of a quiet wait: none
        return event.text().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void waitUntil(long moment) throws IOException {
        try {
            time.until(moment);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + ": interrupted");
        }
        refuseWhenClosed();
    }

    private void refuseWhenClosed() throws IOException {
        if (closed) {
            throw new IOException(name + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
