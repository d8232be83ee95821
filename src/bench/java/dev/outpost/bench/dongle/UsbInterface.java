package dev.outpost.bench.dongle;

import java.util.Map;
import java.util.Optional;

/**
 * One USB interface as Linux shows it.
 *
 * @param number bInterfaceNumber
 * @param triple class/subclass/protocol in hexadecimal, such as {@code ff/02/12}
 * @param endpoints how many besides endpoint 0
 * @param driver the kernel driver bound to it, if any
 */
public record UsbInterface(int number, String triple, int endpoints, Optional<String> driver, Nodes nodes) {

    /** What a driver creates for an interface. */
    public enum Nodes {
        /** Nothing in /dev that concerns us. */
        NONE,
        /** A serial line, ttyUSBn or ttyACMn. */
        TTY,
        /** A network device, without control node. */
        NET,
        /** A network device and a cdc-wdm control node. */
        NET_AND_WDM
    }

    /** A triple is three pairs of hexadecimal digits. */
    public UsbInterface {
        if (!triple.matches("[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{2}")) {
            throw new IllegalArgumentException("not class/subclass/protocol: " + triple);
        }
    }

    public Map<String, String> attributes() {
        return Map.of(
                "bInterfaceNumber", "%02x".formatted(number),
                "bAlternateSetting", " 0",
                "bInterfaceClass", triple.substring(0, 2),
                "bInterfaceSubClass", triple.substring(3, 5),
                "bInterfaceProtocol", triple.substring(6, 8),
                "bNumEndpoints", "%02x".formatted(endpoints));
    }
}
