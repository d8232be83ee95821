package dev.outpost.dongle;

import java.util.Optional;
import java.util.stream.Stream;

/** What says that a device is another thing than a modem: a driver, a class, its own name. */
final class Foreignness {
    private Foreignness() {}

    /** In words; empty where nothing does. */
    static Optional<String> of(UsbDevice device) {
        return Stream.of(byDriver(device), byClass(device), byName(device))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> byDriver(UsbDevice device) {
        return device.interfaces().stream()
                .filter(i -> !i.isStorage())
                .flatMap(i -> i.driver().stream())
                .filter(LinuxDrivers.shipped()::isForeign)
                .findFirst()
                .map(driver -> "the driver " + driver + " is bound, which no modem has");
    }

    private static Optional<String> byClass(UsbDevice device) {
        return device.interfaces().stream()
                .flatMap(i -> i.triple().stream())
                .flatMap(t -> LinuxDrivers.shipped().foreignClass(device, t).stream())
                .findFirst()
                .map(name -> "it has the interfaces of " + name);
    }

    private static Optional<String> byName(UsbDevice device) {
        return Stream.of(device.product(), device.manufacturer())
                .flatMap(Optional::stream)
                .flatMap(text -> LinuxDrivers.shipped().foreignWord(text).stream())
                .findFirst()
                .map(word -> "it calls itself " + word);
    }
}
