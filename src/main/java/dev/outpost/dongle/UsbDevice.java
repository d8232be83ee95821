package dev.outpost.dongle;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A USB device as one look saw it.
 *
 * @param path bus and ports, {@code 1-1.2}; stays the same when the device comes back with another identity
 * @param vid idVendor, four hexadecimal digits in lower case
 * @param pid idProduct, likewise
 * @param configurations bNumConfigurations
 * @param maxPower what the active configuration asks for, in mA
 * @param speed of the link, in Mbit/s: 12, 480, 5000
 * @param interfaces by number
 * @param sight how much of it the source showed
 */
public record UsbDevice(
        String path,
        String vid,
        String pid,
        Optional<String> manufacturer,
        Optional<String> product,
        Optional<String> serial,
        int configurations,
        Optional<Integer> maxPower,
        Optional<Integer> speed,
        List<UsbInterface> interfaces,
        Sight sight) {
    private static final Optional<Integer> NONE = Optional.empty();

    public UsbDevice {
        if (!vid.matches("[0-9a-f]{4}") || !pid.matches("[0-9a-f]{4}")) {
            throw new IllegalArgumentException("ids are four hexadecimal digits, not " + vid + ":" + pid);
        }
        interfaces = interfaces.stream()
                .sorted(Comparator.comparingInt(UsbInterface::number))
                .toList();
    }

    /** From a source that shows everything but the speed. */
    public UsbDevice(
            String path,
            String vid,
            String pid,
            Optional<String> manufacturer,
            Optional<String> product,
            Optional<String> serial,
            int configurations,
            Optional<Integer> power,
            List<UsbInterface> interfaces) {
        this(path, vid, pid, manufacturer, product, serial, configurations, power, NONE, interfaces, Sight.whole());
    }

    /** The same device, of which its source showed this much. */
    public UsbDevice seen(Sight seen) {
        return new UsbDevice(
                path, vid, pid, manufacturer, product, serial, configurations, maxPower, speed, interfaces, seen);
    }

    /** {@code 12d1:1506}. */
    public String id() {
        return vid + ":" + pid;
    }

    /** Its ids were shown: a tree of drivers, or a log, may have none. No maker has number 0. */
    public boolean hasId() {
        return !vid.equals("0000");
    }

    public boolean isHuawei() {
        return vid.equals("12d1");
    }

    /** The interface with this number. */
    public Optional<UsbInterface> usbInterface(int number) {
        return interfaces.stream().filter(i -> i.number() == number).findFirst();
    }

    /** The ttys, by interface number. */
    public List<UsbInterface> serialPorts() {
        return interfaces.stream().filter(i -> i.tty().isPresent()).toList();
    }
}
