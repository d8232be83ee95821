package dev.outpost.router;

import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciSection;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sockets for cables. With DSA, and on boards without a switch, each is a network device; behind a swconfig switch several share
 * one, and {@code switch_vlan} lists them beside the tagged port of the CPU.
 *
 * @param all on the board
 * @param lan those of them that are the LAN's
 */
public record EthernetPorts(int all, int lan) {
    private static final String VLAN = "eth[0-9]+\\.[0-9]+";
    private static final String SOCKET = "lan[0-9]*|wan[0-9]*|eth[0-9]+";

    /**
     * Counts them.
     *
     * @param netdevs names of the network devices
     * @param usb the USB tree: a dongle's own Ethernet device is no socket
     */
    static EthernetPorts of(Set<String> netdevs, Map<String, String> usb, UciPackage network) {
        var vlans = network.ofType("switch_vlan").stream()
                .collect(Collectors.toMap(EthernetPorts::vlan, EthernetPorts::sockets, (a, b) -> a));
        var devices = new HashSet<>(netdevs);
        devices.removeAll(dongles(usb));
        var behindSwitch = vlans.isEmpty()
                ? (int) devices.stream().filter(name -> name.matches(VLAN)).count()
                : vlans.values().stream().mapToInt(Integer::intValue).sum();
        var alone = (int) devices.stream()
                .filter(name -> name.matches(SOCKET) && !carriesOthers(name, devices))
                .count();
        var lan = lan(network).stream()
                .mapToInt(port -> port.matches(VLAN) ? vlans.getOrDefault(number(port), 1) : 1)
                .sum();
        return new EthernetPorts(Math.max(1, behindSwitch + alone), Math.max(1, lan));
    }

    private static Set<String> dongles(Map<String, String> usb) {
        return usb.keySet().stream()
                .filter(path -> path.matches(".*/net/[^/]+"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    /** The CPU's own end of a switch. */
    private static boolean carriesOthers(String name, Set<String> devices) {
        var hasVlans = devices.stream().anyMatch(each -> each.startsWith(name + "."));
        var hasDsa = name.startsWith("eth") && devices.stream().anyMatch(each -> each.matches("lan[0-9]+"));
        return hasVlans || hasDsa;
    }

    /** What the bridge of the LAN joins, or the one device that it is. */
    private static List<String> lan(UciPackage network) {
        var device = network.section("lan")
                .flatMap(section -> section.value("device"))
                .orElse("");
        var bridge = network.ofType("device").stream()
                .filter(section -> section.value("name").filter(device::equals).isPresent())
                .flatMap(section -> section.list("ports").stream())
                .toList();
        return bridge.isEmpty() && !device.isEmpty() ? List.of(device) : bridge;
    }

    private static int vlan(UciSection section) {
        return digits(section.value("vlan").orElse(""));
    }

    private static int number(String port) {
        return digits(port.substring(port.indexOf('.') + 1));
    }

    private static int digits(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }

    /** The port of the CPU is tagged. */
    private static int sockets(UciSection section) {
        return (int) Stream.of(section.value("ports").orElse(""))
                .flatMap(ports -> Arrays.stream(ports.split(" ")))
                .filter(port -> port.matches("[0-9]+"))
                .count();
    }
}
