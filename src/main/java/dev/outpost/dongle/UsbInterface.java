package dev.outpost.dongle;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One interface of the active configuration.
 *
 * @param number bInterfaceNumber; the numbers of a device may have gaps
 * @param triple empty where the source did not show it
 * @param endpoints without endpoint 0, of the richest alternate setting seen
 * @param driver the bound kernel driver; empty is unbound, or a system that cannot tell
 * @param tty node of the serial port, {@code /dev/ttyUSB0}
 * @param net name of the network interface, {@code wwan0}
 * @param wdm node of the control channel, {@code /dev/cdc-wdm0}; its meaning depends on the driver
 */
public record UsbInterface(
        int number,
        Optional<Triple> triple,
        Optional<Integer> endpoints,
        Optional<String> driver,
        Optional<String> tty,
        Optional<String> net,
        Optional<String> wdm) {

    /** An interface known by its descriptors alone. */
    public static UsbInterface unbound(int number, Triple triple, int endpoints) {
        return of(number, Optional.of(triple), Optional.of(endpoints), Optional.empty());
    }

    /** From a source that tells no nodes. */
    public static UsbInterface of(
            int number, Optional<Triple> triple, Optional<Integer> endpoints, Optional<String> driver) {
        return new UsbInterface(
                number, triple, endpoints, driver, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with these nodes and this name, as far as they are given. */
    public UsbInterface with(Optional<String> itsTty, Optional<String> itsNet, Optional<String> itsWdm) {
        return new UsbInterface(number, triple, endpoints, driver, itsTty, itsNet, itsWdm);
    }

    /** By number, each in its richest alternate setting: the first of those with most endpoints. */
    public static List<UsbInterface> richest(Stream<UsbInterface> alternates) {
        var richest = new TreeMap<Integer, UsbInterface>();
        alternates.forEach(i -> richest.merge(
                i.number(),
                i,
                (one, other) -> other.endpoints().orElse(0) > one.endpoints().orElse(0) ? other : one));
        return List.copyOf(richest.values());
    }

    public boolean is(int interfaceClass, int subclass, int protocol) {
        return triple.equals(Optional.of(new Triple(interfaceClass, subclass, protocol)));
    }

    public boolean isStorage() {
        return triple.map(Triple::isStorage).orElse(false);
    }

    /** Number and triple for reasons: "interface 2 is ff/02/16". */
    public String inWords() {
        return "interface " + number + triple.map(t -> " is " + t).orElse("");
    }
}
