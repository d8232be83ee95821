package dev.outpost.bench.dongle;

import java.util.List;

/**
 * What a dongle says about itself on USB.
 *
 * @param vid vendor id, four hexadecimal digits
 * @param pid product id, four hexadecimal digits
 * @param revision bcdDevice, four digits
 * @param deviceClass class/subclass/protocol of the device
 * @param manufacturer string descriptor, empty when there is none
 * @param product string descriptor, empty when there is none
 * @param serial string descriptor, empty when there is none
 * @param interfaces in the order of their numbers
 */
public record UsbIdentity(
        String vid,
        String pid,
        String revision,
        String deviceClass,
        String manufacturer,
        String product,
        String serial,
        List<UsbInterface> interfaces) {

    /** Ids are four lower-case hexadecimal digits, as sysfs prints them. */
    public UsbIdentity {
        if (!vid.matches("[0-9a-f]{4}") || !pid.matches("[0-9a-f]{4}")) {
            throw new IllegalArgumentException("not a USB id: " + vid + ":" + pid);
        }
        interfaces = List.copyOf(interfaces);
    }
}
