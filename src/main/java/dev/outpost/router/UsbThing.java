package dev.outpost.router;

import java.util.List;
import java.util.Optional;

/**
 * A USB device in the router's sysfs.
 *
 * @param path bus and ports: {@code 1-1}
 */
public record UsbThing(
        String path, String vid, String pid, String manufacturer, String product, List<Interface> interfaces) {
    public UsbThing {
        interfaces = List.copyOf(interfaces);
    }

    /**
     * One interface of its configuration.
     *
     * @param number bInterfaceNumber
     * @param triple class, subclass and protocol: {@code ff/02/12}
     * @param nodes ttyUSB0, cdc-wdm0, wwan0
     */
    public record Interface(int number, String triple, Optional<String> driver, List<String> nodes) {
        public Interface {
            nodes = List.copyOf(nodes);
        }
    }

    public String id() {
        return vid + ":" + pid;
    }

    /** Serial nodes in the order of their interfaces, {@code /dev/ttyUSB0} first. */
    public List<String> ttys() {
        return interfaces.stream()
                .flatMap(each -> each.nodes().stream())
                .filter(node -> node.startsWith("tty"))
                .map(node -> "/dev/" + node)
                .toList();
    }

    /** The serial node of this interface. */
    public Optional<String> tty(int number) {
        return interfaces.stream()
                .filter(each -> each.number() == number)
                .flatMap(each -> each.nodes().stream())
                .filter(node -> node.startsWith("tty"))
                .map(node -> "/dev/" + node)
                .findFirst();
    }
}
