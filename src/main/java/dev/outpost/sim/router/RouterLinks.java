package dev.outpost.sim.router;

import dev.outpost.sim.net.Ip4;
import dev.outpost.sim.net.Prefix;
import dev.outpost.sim.router.netifd.Links;
import dev.outpost.sim.router.usb.UsbBus;
import java.util.Optional;
import java.util.Set;

/** The board's own network devices, and the dongle's while its driver is there. */
record RouterLinks(UsbBus usb) implements Links {
    private static final Set<String> BOARD = Set.of("lo", "br-lan", "eth0", "eth0.1");

    @Override
    public boolean exists(String device) {
        return BOARD.contains(device) || usb.netdev().filter(device::equals).isPresent();
    }

    @Override
    public Optional<Lease> lease(String device) {
        if (usb.netdev().filter(device::equals).isEmpty()) {
            return Optional.empty();
        }
        return usb.dongle()
                .flatMap(dongle -> dongle.address()
                        .flatMap(address -> dongle.gateway()
                                .map(gateway -> new Lease(new Prefix(Ip4.of(address), 30), Ip4.of(gateway)))));
    }
}
