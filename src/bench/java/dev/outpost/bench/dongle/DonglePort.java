package dev.outpost.bench.dongle;

import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One serial interface of a simulated dongle. Programs reach it through a pseudo terminal, over TCP, or as bytes in this JVM. */
public final class DonglePort implements AutoCloseable {
    private static final Duration BYTE_BY_BYTE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CHUNKS = Duration.ofMillis(20);

    private final UsbInterface usb;
    private final PortScript script;
    private final List<Consumer<byte[]>> listeners = new CopyOnWriteArrayList<>();
    private final Random random = new Random(7);
    private final Ticker time;
    private final AtDialogue dialogue;
    private final List<AutoCloseable> ends = new ArrayList<>();
    private Optional<Pty> pty = Optional.empty();
    private boolean hadPty;
    private boolean closed;

    DonglePort(UsbInterface usb, PortScript script, ModemWords words, Ticker time, Runnable dies) {
        this.usb = usb;
        this.script = script;
        this.time = time;
        this.dialogue = new AtDialogue(script, this::send, words, time, dies);
    }

    public UsbInterface usb() {
        return usb;
    }

    /** Every line that was sent to this port, in order, as it was written. */
    public List<String> heard() {
        return dialogue.heard();
    }

    /**
     * Opens a pseudo terminal for this port, or names the one that is open.
     *
     * @throws IOException none left, or not on Linux
     */
    public synchronized Path openPty() throws IOException {
        if (pty.isEmpty()) {
            var opened = Pty.open(dialogue::receive);
            if (script.manners().hearing() == AtManners.Hearing.WEDGED) {
                opened.stopsReading();
            }
            pty = Optional.of(opened);
            ends.add(connect(bytes -> write(opened, bytes)));
        }
        return pty.get().slave();
    }

    private static void write(Pty pty, byte[] bytes) {
        try {
            pty.write(bytes);
        } catch (IOException e) {
            pty.close();
        }
    }

    /** The terminal that is open now; none while the port has vanished. */
    public synchronized Optional<Path> node() {
        return pty.map(Pty::slave);
    }

    /** Serves this port on a free loopback port. */
    public synchronized InetSocketAddress serveTcp() throws IOException {
        var server = new LoopbackServer("dongle tcp", this::serve);
        ends.add(server);
        return server.address();
    }

    private void serve(Socket client) throws IOException {
        try (var connection = connect(bytes -> write(client, bytes))) {
            var in = client.getInputStream();
            var buffer = new byte[1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                connection.send(Arrays.copyOf(buffer, count));
            }
        }
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException gone) {
            // its reader ends as well
        }
    }

    /**
     * Connects a program inside this JVM.
     *
     * @param received gets what the dongle says; called on the dongle's threads, must not block
     */
    public Connection connect(Consumer<byte[]> received) {
        listeners.add(received);
        return new Connection(dialogue::receive, () -> listeners.remove(received));
    }

    /** Sends text to every program that has it open, whole, in pieces or slowly; nothing of another text comes between its bytes. */
    private void send(String text) throws InterruptedException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        switch (script.manners().delivery()) {
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

    /** A program's hold on the port. */
    public record Connection(Consumer<byte[]> toDongle, Runnable remove) implements AutoCloseable {
        public void send(byte[] bytes) {
            toDongle.accept(bytes);
        }

        @Override
        public void close() {
            remove.run();
        }
    }

    /** The port is gone, as after a reset; a program that has it open sees a hang-up. */
    synchronized void vanishes() {
        hadPty |= pty.isPresent();
        unplug();
    }

    /** The port is back, on another terminal where it had one. */
    synchronized void reappears() throws IOException {
        dialogue.restart();
        if (hadPty && !closed) {
            hadPty = false;
            openPty();
        }
    }

    private void unplug() {
        pty.ifPresent(Pty::close);
        pty = Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        dialogue.close();
        unplug();
        for (var end : ends) {
            try {
                end.close();
            } catch (Exception e) {
                throw new IllegalStateException("a dongle's port did not close", e);
            }
        }
        ends.clear();
    }
}
