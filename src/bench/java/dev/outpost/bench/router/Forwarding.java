package dev.outpost.bench.router;

import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.net.HostView.DeviceAddress;
import dev.outpost.bench.net.HostView.Route;
import dev.outpost.bench.router.fw4.Firewall.Network;
import dev.outpost.bench.router.modem.UsbBus;
import dev.outpost.bench.router.netifd.Interfaces;
import dev.outpost.bench.router.netifd.NetRoute;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The kernel's part: devices, addresses and routes as netifd applied them. */
record Forwarding(Board board, Interfaces interfaces, UsbBus usb, List<DeviceAddress> second) {
    static final String LAN = "br-lan";

    List<String> devices() {
        var all = new ArrayList<>(board.devices());
        usb.netdev().ifPresent(all::add);
        pointToPoint().ifPresent(all::add);
        interfaces.wireguard().forEach(device -> all.add(device.name()));
        return all;
    }

    boolean hasDevice(String device) {
        return devices().contains(device);
    }

    List<DeviceAddress> addresses() {
        var all = new ArrayList<DeviceAddress>();
        interfaces
                .addresses()
                .forEach((device, prefixes) -> prefixes.forEach(prefix -> all.add(new DeviceAddress(device, prefix))));
        all.addAll(second);
        return all;
    }

    /** The longest prefix wins; empty as well when the device has no address to send from. */
    Optional<Route> route(Ipv4 destination) {
        return routes().stream()
                .filter(route -> route.target().contains(destination))
                .max(Comparator.comparingInt(route -> route.target().prefix()))
                .flatMap(route -> source(route).map(source -> new Route(route.device(), source)));
    }

    List<NetRoute> routes() {
        var all = new ArrayList<>(interfaces.routes());
        for (var address : second) {
            var own = address.prefix();
            all.add(new NetRoute(own.network(), Optional.empty(), address.device(), Optional.of(own.address())));
        }
        return all;
    }

    private Optional<Ipv4> source(NetRoute route) {
        return route.source()
                .or(() -> addresses().stream()
                        .filter(address -> address.device().equals(route.device()))
                        .map(address -> address.prefix().address())
                        .findFirst());
    }

    /** The address that the dongle gave, while a device that is up has it and the dongle is online. */
    Optional<Ipv4> wan() {
        var given = usb.dongle()
                .filter(SimulatedDongle::isOnline)
                .flatMap(dongle ->
                        dongle.lease().map(SimulatedDongle.Lease::address).or(dongle.modem()::address));
        return addresses().stream()
                .filter(address -> address.device().equals(wanDevice()))
                .map(address -> address.prefix().address())
                .filter(address -> given.filter(address.toString()::equals).isPresent())
                .findFirst();
    }

    String wanDevice() {
        return pointToPoint().or(usb::netdev).orElse("wwan0");
    }

    /** pppd's device lives as long as its session. */
    private Optional<String> pointToPoint() {
        return interfaces.addresses().keySet().stream()
                .filter(device -> device.startsWith("3g-"))
                .findFirst();
    }

    Cidr lan() {
        return interfaces.addressesOf("lan").stream().findFirst().orElse(Cidr.of("192.168.1.1/24"));
    }

    /** Whether a laptop on the LAN gets answers: an address without its network is nobody's neighbour. */
    boolean isLanReachable() {
        return interfaces.addressesOf("lan").stream().anyMatch(address -> address.prefix() < 31);
    }

    /** Where a network of the firewall's zones lives while it is up. */
    static Optional<Network.Place> place(Interfaces interfaces, String network) {
        return interfaces.deviceOf(network).map(device -> new Network.Place(device, interfaces.addressesOf(network)));
    }
}
