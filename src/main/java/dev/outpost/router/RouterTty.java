package dev.outpost.router;

import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts.PortRefused;
import dev.outpost.at.AtPorts.Reason;
import dev.outpost.shell.Talk;
import dev.outpost.step.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A serial port of a router, over one exec channel that runs {@code tty.sh}. A write returns when the port took the bytes; a port that
 * takes none is freed by {@link #close}. Carriage returns arrive as line feeds: the router's terminal layer turns them.
 */
final class RouterTty implements AtPort {
    private static final byte[] END = new byte[0];
    private static final int CHUNK = 1024;

    private final String name;
    private final Talk talk;
    private final Ticker ticker;
    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    private RouterTty(String name, Talk talk, Ticker ticker) {
        this.ticker = ticker;
        this.name = name;
        this.talk = talk;
        Thread.ofVirtual().name("hears " + name).start(this::hear);
        Thread.ofVirtual().name("follows " + name).start(this::follow);
    }

    /**
     * Waits until the router has the port open.
     *
     * @param patience of a small router
     * @param ticker the time in which it answers
     */
    static RouterTty open(String name, Talk talk, Duration patience, Ticker ticker) throws PortRefused {
        var port = new RouterTty(name, talk, ticker);
        try {
            port.ready(patience);
            return port;
        } catch (PortRefused e) {
            port.close();
            throw e;
        }
    }

    private void ready(Duration patience) throws PortRefused {
        var event = next(() -> ticker.in(patience).poll(events));
        if (event == null) {
            throw new PortRefused(Reason.FAILED, "the router did not open " + name + " in time");
        }
        var words = event.split(" ", 2);
        switch (words[0]) {
            case "ready" -> {}
            case "missing" -> throw new PortRefused(Reason.MISSING, "there is no port " + name + " on the router");
            case "busy" -> throw new PortRefused(Reason.BUSY, words[words.length - 1]);
            default -> throw new PortRefused(Reason.FAILED, name + " on the router: " + words[words.length - 1]);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        var text = new String(bytes, StandardCharsets.US_ASCII);
        if (!text.matches("\\p{Print}*\r")) {
            throw new IllegalArgumentException("a router's port takes lines that end in CR");
        }
        if (ended) {
            throw gone();
        }
        talk.input().write((text.substring(0, text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        talk.input().flush();
        var event = next(events::take);
        if (!"written".equals(event)) {
            throw gone();
        }
    }

    // the end is this very array, which nobody else can put there
    @SuppressWarnings("ReferenceEquality")
    @Override
    public byte[] read(Duration wait) throws IOException {
        try {
            var bytes = ticker.in(wait).poll(heard);
            if (bytes == END) {
                heard.add(END);
                throw gone();
            }
            return bytes == null ? new byte[0] : bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        ended = true;
        talk.close();
        events.add("gone");
        heard.add(END);
    }

    /** A wait for what the script says next. */
    @FunctionalInterface
    private interface Wait {
        @Nullable
        String event() throws InterruptedException;
    }

    private static @Nullable String next(Wait wait) throws PortRefused {
        try {
            return wait.event();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortRefused(Reason.FAILED, "interrupted");
        }
    }

    private void hear() {
        try (InputStream out = talk.output()) {
            var buffer = new byte[CHUNK];
            for (var count = out.read(buffer); count >= 0; count = out.read(buffer)) {
                heard.add(Arrays.copyOf(buffer, count));
            }
        } catch (IOException e) {
            // the connection broke: told below
        }
        ended = true;
        heard.add(END);
    }

    private void follow() {
        try (var lines = new BufferedReader(new InputStreamReader(talk.errors(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(line);
            }
        } catch (IOException e) {
            // the connection broke: told below
        }
        events.add("gone it ended");
    }

    private IOException gone() {
        return new IOException(
                name + " of the router is gone: unplugged, the dongle was reset, or the connection broke");
    }
}
