package dev.outpost.bench.router;

import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import dev.outpost.bench.router.netifd.Links;
import dev.outpost.bench.router.usb.UsbBus;
import java.util.Optional;

/** The board's own network devices, and the dongle's while its driver is there. */
record RouterLinks(Board board, UsbBus usb, WanCable wan) implements Links {
    @Override
    public boolean exists(String device) {
        return board.devices().contains(device)
                || wan.isRadio(device)
                || usb.netdev().filter(device::equals).isPresent();
    }

    @Override
    public boolean hasCarrier(String device) {
        var ofDongle = usb.netdev().filter(device::equals).isPresent();
        return ofDongle ? usb.dongle().map(SimulatedDongle::hasLink).orElse(false) : !wan.isLoose(device);
    }

    @Override
    public Optional<Lease> lease(String device) {
        if (usb.netdev().filter(device::equals).isEmpty()) {
            return wan.lease(device);
        }
        return usb.dongle().flatMap(dongle -> ofStick(dongle).or(() -> ofModem(dongle)));
    }

    @Override
    public Optional<String> overTheAir(String ssid, String key) {
        return wan.joined(ssid, key);
    }

    /** A router on a stick leases an address of its own network, whether it is online or not. */
    private static Optional<Lease> ofStick(SimulatedDongle dongle) {
        return dongle.lease()
                .map(lease -> new Lease(new Cidr(Ipv4.of(lease.address()), lease.prefix()), Ipv4.of(lease.gateway())));
    }

    private static Optional<Lease> ofModem(SimulatedDongle dongle) {
        return dongle.address()
                .flatMap(address ->
                        dongle.gateway().map(gateway -> new Lease(new Cidr(Ipv4.of(address), 30), Ipv4.of(gateway))));
    }
}
