package dev.outpost.cli;

import dev.outpost.at.AtPorts;
import dev.outpost.dongle.ProbeScope;
import dev.outpost.dongle.Prober;
import dev.outpost.dongle.Scene;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.uplink.DongleProbe;
import dev.outpost.uplink.ProbeDocument;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiPredicate;

/** The probe of what is plugged into this computer, or was into the one of a recording. */
final class LaptopProbe {
    private final DongleProbe probe;
    private final List<UsbDevice> devices;
    private final AtPorts ports;

    LaptopProbe(Scene scene, BiPredicate<String, String> nodes) {
        this.probe = new DongleProbe(
                new Prober(scene.ports(), scene.holders(), scene.time(), scene.bus()),
                ProfileBook.shipped(),
                nodes,
                scene.time()::nanos);
        this.devices = scene.bus().devices();
        this.ports = scene.ports();
    }

    /** Of the computer itself. */
    static LaptopProbe real(Frame frame) {
        return new LaptopProbe(scene(frame, bus(frame)), LaptopProbe::isSameNode);
    }

    /** What is around this computer. */
    static Scene scene(Frame frame, UsbBus bus) {
        var proc = frame.around().laptop().resolve("proc");
        return new Scene(
                bus,
                frame.outside().atPorts(),
                frame.outside().portHolders(proc),
                frame.around().ticker());
    }

    /** Its own USB devices. */
    static UsbBus bus(Frame frame) {
        var laptop = frame.around().laptop();
        return frame.outside().usbTree(laptop.resolve("sys"), laptop.resolve("dev"));
    }

    /** @param named ports, where these alone are asked */
    ProbeDocument look(ProbeScope.Way way, List<String> named) {
        return switch (way) {
            case ALL -> probe.all(devices);
            case PORTS -> probe.ports(named, devices);
            case DESCRIPTORS -> probe.descriptors(devices);
        };
    }

    /** All ports of every dongle, or these alone. */
    ProbeDocument ask(List<String> named) {
        return look(named.isEmpty() ? ProbeScope.Way.ALL : ProbeScope.Way.PORTS, named);
    }

    AtPorts ports() {
        return ports;
    }

    List<UsbDevice> devices() {
        return devices;
    }

    /** Whether both names lead to one file. */
    static boolean isSameNode(String one, String other) {
        try {
            return one.equals(other)
                    || Path.of(one).toRealPath().equals(Path.of(other).toRealPath());
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }
}
