package dev.outpost.sim.dongle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A USB LTE dongle driven by a folder of data: its USB identity, its serial ports, its SIM and the network around it. Faults are
 * verbs on {@link #sim()} and {@link #operator()}.
 */
public final class SimulatedDongle implements AutoCloseable {
    /** The speed of the demo's clock, simulated seconds in a real one. */
    private static final double DEMO_SPEED = 10;

    private final String name;
    private final DongleFolder folder;
    private final ModemState modem;
    private final List<DonglePort> ports = new ArrayList<>();

    private SimulatedDongle(String name, DongleFolder folder, String imei, Pace pace) {
        this.name = name;
        this.folder = folder;
        this.modem = new ModemState(folder.sim(), folder.operator(), pace);
        var fields = new Fields(modem, imei);
        for (var usb : folder.identity().interfaces()) {
            var script = folder.ports().get(usb.number());
            if (script != null) {
                ports.add(new DonglePort(usb, script, modem, fields, pace));
            }
        }
    }

    /** A dongle of the shipped data, at the demo's speed. */
    public static SimulatedDongle load(String name) throws IOException {
        return load(name, DEMO_SPEED);
    }

    /**
     * A dongle of the shipped data.
     *
     * @param speed simulated seconds in a real second
     * @throws IOException there is no such dongle
     */
    public static SimulatedDongle load(String name, double speed) throws IOException {
        var folder = DongleFolder.read(name);
        return new SimulatedDongle(name, folder, folder.imei(), new Pace(speed));
    }

    /** The data folder's name. */
    public String name() {
        return name;
    }

    /** What it is on USB. */
    public UsbIdentity identity() {
        return folder.identity();
    }

    /** Its serial ports, in the order of their interfaces. */
    public List<DonglePort> ports() {
        return List.copyOf(ports);
    }

    /** The port of an interface, if that one is serial. */
    public Optional<DonglePort> port(int interfaceNumber) {
        return ports.stream()
                .filter(port -> port.interfaceNumber() == interfaceNumber)
                .findFirst();
    }

    /** The card inside. */
    public SimCard sim() {
        return modem.sim();
    }

    /** The network around. */
    public Operator operator() {
        return modem.operator();
    }

    /** The address of its data session, once one is up. */
    public Optional<String> address() {
        return modem.address();
    }

    /** The gateway that its own DHCP server names, once a session is up. */
    public Optional<String> gateway() {
        return modem.address().map(Fields::neighbour);
    }

    /** Unplugged and plugged in again: no session, not registered yet. */
    public void restarts() {
        modem.restarts();
    }

    /** Every command line that any of its ports was sent, port by port. */
    public List<String> heard() {
        return ports.stream().flatMap(port -> port.heard().stream()).toList();
    }

    @Override
    public void close() {
        ports.forEach(DonglePort::close);
    }
}
