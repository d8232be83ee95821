package dev.outpost.bench.router;

import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.router.modem.UsbBus;
import dev.outpost.bench.router.netifd.Netifd;
import dev.outpost.bench.router.netifd.Netifd.Links;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.List;
import java.util.Optional;

/**
 * The board's own network devices, the dongle's while its driver is there, and what is plugged into the port of a board that has one for
 * wan: nothing, or somebody's network with internet behind it. The network of somebody's telephone is one, over the air.
 */
final class WanCable implements Links {
    /** The network of the telephone, and its password. */
    private static final String SSID = "hotspot";

    private static final String KEY = "hotspot-s3cret";
    private static final String RADIO = "phy0-sta0";

    private final Board board;
    private final UsbBus usb;
    private final Optional<String> port;
    private volatile boolean plugged;
    private volatile boolean onAir;
    private volatile Optional<Lease> lease = Optional.of(new Lease(Cidr.of("10.20.30.40/24"), Ipv4.of("10.20.30.1")));

    WanCable(Board board, UsbBus usb) {
        this.board = board;
        this.usb = usb;
        this.port = board.wanPort();
    }

    /** The port's own light, in sysfs. */
    void shownIn(FileSystem files) {
        port.ifPresent(device -> files.special(
                "/sys/class/net/" + device + "/carrier", SpecialFile.text(() -> isLoose(device) ? "0\n" : "1\n")));
    }

    void isPlugged(boolean now) {
        plugged = now;
    }

    /** The telephone's network is there, or not. */
    void isOnAir(boolean now) {
        onAir = now;
        lease = Optional.of(new Lease(Cidr.of("192.168.43.20/24"), Ipv4.of("192.168.43.1")));
    }

    /** The box at the other end gives this to who asks it first, and nothing to anybody else. */
    void gives(Optional<Lease> one) {
        lease = one;
    }

    /** Interfaces of the port begin anew. */
    void isNoticed(Netifd netifd) throws InterruptedException {
        for (var name : List.of("wan", "wan6")) {
            if (port.isPresent() && netifd.interfaces().knows(name)) {
                netifd.up(name);
            }
        }
    }

    private boolean isLoose(String device) {
        return !plugged && port.filter(device::equals).isPresent();
    }

    /** The port while something is in it, or the radio's device while the telephone is there. */
    Optional<String> device() {
        return onAir ? Optional.of(RADIO) : port.filter(any -> plugged);
    }

    private boolean isOfDongle(String device) {
        return usb.netdev().filter(device::equals).isPresent();
    }

    @Override
    public boolean exists(String device) {
        return board.devices().contains(device) || (onAir && device.equals(RADIO)) || isOfDongle(device);
    }

    @Override
    public boolean hasCarrier(String device) {
        return isOfDongle(device) ? usb.dongle().map(SimulatedDongle::hasLink).orElse(false) : !isLoose(device);
    }

    @Override
    public Optional<Lease> lease(String device) {
        return isOfDongle(device)
                ? usb.dongle().flatMap(dongle -> ofStick(dongle).or(() -> ofModem(dongle)))
                : device().filter(device::equals).flatMap(any -> lease);
    }

    @Override
    public Optional<String> overTheAir(String ssid, String key) {
        return Optional.of(RADIO).filter(_ -> onAir && ssid.equals(SSID) && key.equals(KEY));
    }

    /** A router on a stick leases an address of its own network, whether it is online or not. */
    private static Optional<Lease> ofStick(SimulatedDongle dongle) {
        return dongle.lease()
                .map(lease -> new Lease(new Cidr(Ipv4.of(lease.address()), lease.prefix()), Ipv4.of(lease.gateway())));
    }

    private static Optional<Lease> ofModem(SimulatedDongle dongle) {
        var own = dongle.modem().address().map(address -> new Cidr(Ipv4.of(address), 30));
        return own.flatMap(at -> dongle.modem().gateway().map(via -> new Lease(at, Ipv4.of(via))));
    }
}
