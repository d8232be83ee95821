package dev.outpost.dongle;

import java.util.Optional;

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
