package dev.outpost.bench.dongle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** What sysfs shows of it at an address; the product's id comes last, so that who sees that one sees all. */
    public Map<String, String> attributes(int address) {
        var all = new LinkedHashMap<String, String>();
        all.put("idVendor", vid);
        all.put("bcdDevice", revision);
        all.put("bDeviceClass", deviceClass.substring(0, 2));
        all.put("bDeviceSubClass", deviceClass.substring(3, 5));
        all.put("bDeviceProtocol", deviceClass.substring(6, 8));
        all.put("bConfigurationValue", "1");
        all.put("bNumInterfaces", "%2d".formatted(interfaces.size()));
        all.put("speed", "480");
        all.put("busnum", "1");
        all.put("devnum", String.valueOf(address));
        all.put("manufacturer", manufacturer);
        all.put("product", product);
        all.put("serial", serial);
        all.values().removeIf(String::isEmpty);
        all.put("idProduct", pid);
        return all;
    }
}
