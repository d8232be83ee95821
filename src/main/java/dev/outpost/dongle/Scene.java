package dev.outpost.dongle;

import dev.outpost.at.AtPorts;
import dev.outpost.step.Ticker;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a probe meets outside: a computer, or a recording of one. */
public final class Scene {
    private final UsbBus bus;
    private final AtPorts ports;
    private final PortHolders holders;
    private final Ticker time;

    /** @param time in which it waits */
    public Scene(UsbBus bus, AtPorts ports, PortHolders holders, Ticker time) {
        this.bus = bus;
        this.ports = ports;
        this.holders = holders;
        this.time = time;
    }

    public UsbBus bus() {
        return bus;
    }

    public AtPorts ports() {
        return ports;
    }

    public PortHolders holders() {
        return holders;
    }

    public Ticker time() {
        return time;
    }

    /** Writes down what a probe meets, so that it can be met again without the hardware. What names a person or a SIM is disguised. */
    public interface Recorder {
        /** The same scene, with everything that passes kept in memory. */
        Scene watching(Scene real);

        /**
         * Disguises what was kept and writes it; nothing is on the disk before.
         *
         * @param document what the probe made of it
         */
        void write(ProbeScope looked, Map<String, @Nullable Object> document);
    }

    /** A recorded scene, to be met again. */
    public interface Recorded {
        /** What was looked at then. */
        ProbeScope looked();

        /** The devices, ports and answers of then; its time costs nothing. */
        Scene scene();

        /** What was asked of a port now and not then, and got no answer for that reason. */
        List<String> notRecorded(String port);
    }
}
