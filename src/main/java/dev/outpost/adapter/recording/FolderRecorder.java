package dev.outpost.adapter.recording;

import dev.outpost.adapter.recording.Event.Kind;
import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts;
import dev.outpost.dongle.LookedAt;
import dev.outpost.dongle.Recorder;
import dev.outpost.dongle.Scene;
import dev.outpost.dongle.ScsiUnit;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.ledger.PrivateFiles;
import dev.outpost.step.Ticker;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a look in memory, and writes it to a folder once it is over and disguised. */
public final class FolderRecorder implements Recorder {
    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, Tape> tapes = new LinkedHashMap<>();
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
    public void write(LookedAt looked, Map<String, @Nullable Object> document) {
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
            return new TapedPort(port, tape);
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

    private Tape tape(String name) {
        synchronized (tapes) {
            return tapes.computeIfAbsent(name, n -> new Tape(time::nanos, begun));
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
        public List<ScsiUnit> scsiUnits(UsbDevice device) {
            return real.scsiUnits(device);
        }
    }
}
