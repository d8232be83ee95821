package dev.outpost.adapter.recording;

import dev.outpost.adapter.recording.Event.Kind;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import dev.outpost.dongle.ProbeScope;
import dev.outpost.dongle.Scene;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keeps a look in memory, and writes it to a folder once it is over and disguised. */
public final class FolderRecorder implements Scene.Recorder {
    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, RecordedPort> tapes = new LinkedHashMap<>();
    private final UsbLooks looks = new UsbLooks();
    private Ticker time = Ticker.REAL;
    private long begun;

    /**
     * @param folder empty or not there yet
     * @param environment the program and the computer in a few words, nobody's name among them
     */
    public FolderRecorder(Path folder, Map<String, String> environment) {
        this.folder = PrivateFiles.folder(folder);
        this.environment = new LinkedHashMap<>(environment);
    }

    @Override
    public Scene watching(Scene real) {
        time = real.time();
        begun = time.nanos();
        return new Scene(new Watched(real.bus()), name -> open(real.ports(), name), path -> holder(real, path), time);
    }

    @Override
    public void write(ProbeScope looked, Map<String, @Nullable Object> document) {
        var kept = new LinkedHashMap<String, List<Event>>();
        synchronized (tapes) {
            tapes.forEach((name, tape) -> kept.put(name, tape.events()));
        }
        new FolderWriter(folder, environment).write(looked, looks, kept, document);
    }

    private AtPort open(AtPorts real, String name) throws AtPorts.PortRefused {
        var tape = tape(name);
        try {
            var port = real.open(name);
            tape.begins(Kind.OPENED, "");
            return new RecordingPort(port, tape);
        } catch (AtPorts.PortRefused e) {
            tape.begins(Kind.REFUSED, e.reason() + " " + e.getMessage());
            throw e;
        }
    }

    private Optional<String> holder(Scene real, String path) {
        var holder = real.holders().holder(path);
        holder.ifPresent(who -> tape(path).begins(Kind.HELD, who));
        return holder;
    }

    private RecordedPort tape(String name) {
        synchronized (tapes) {
            return tapes.computeIfAbsent(name, n -> new RecordedPort());
        }
    }

    /** A bus whose looks are kept. */
    private final class Watched implements UsbBus {
        private final UsbBus real;

        Watched(UsbBus real) {
            this.real = real;
        }

        @Override
        public List<UsbDevice> devices() {
            var asked = time.nanos();
            var devices = real.devices();
            looks.add((asked - begun) / 1000, devices);
            return devices;
        }

        @Override
        public List<UsbBus.ScsiUnit> scsiUnits(UsbDevice device) {
            return real.scsiUnits(device);
        }
    }

    /** What happens on one port, kept in memory until it can be disguised as a whole. Any thread may write. */
    private final class RecordedPort {
        /** An AT port says some kilobytes in a look; one that floods is cut here. */
        private static final int MOST_BYTES = 1 << 20;

        private static final int MOST_EVENTS = 100_000;

        private final List<Event> events = new ArrayList<>();
        private long zero = begun;
        private int bytes;

        synchronized void begins(Kind kind, String words) {
            events.add(new Event((time.nanos() - begun) / 1000, kind, words));
            zero = time.nanos();
        }

        synchronized void says(Kind kind, String words) {
            events.add(new Event((time.nanos() - zero) / 1000, kind, words));
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

    /** A port whose bytes are kept on the way. */
    private static final class RecordingPort implements AtPort {
        private final AtPort real;
        private final RecordedPort tape;
        private final AtomicBoolean closed = new AtomicBoolean();

        RecordingPort(AtPort real, RecordedPort tape) {
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
}
