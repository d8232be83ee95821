package dev.outpost.dongle;

import dev.outpost.at.AtPorts;
import dev.outpost.step.Ticker;

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
}
