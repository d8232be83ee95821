package dev.outpost.dongle;

import dev.outpost.at.AtCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One dongle to ask.
 *
 * @param usb empty where only a bare port was named
 * @param atInterface the interface to prefer, where descriptors or a profile name one
 * @param neverAsk what this device must not be asked
 */
public record Target(
        Optional<UsbDevice> usb, List<Port> ports, Optional<Integer> atInterface, Set<AtCommand> neverAsk) {
    public Target {
        ports = List.copyOf(ports);
        neverAsk = Set.copyOf(neverAsk);
    }

    public Optional<String> vid() {
        return usb.map(UsbDevice::vid);
    }

    /** A port to ask. */
    public record Port(String path, Optional<Integer> interfaceNumber) {}
}
