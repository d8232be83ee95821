package dev.outpost.uplink;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** USB layouts from dumps on public lists, one a line; the head of each file tells the format and the source. */
final class PublicLayouts {
    static final String SEEN = "more-layouts.txt";
    static final String HELD_BACK = "held-back-layouts.txt";

    private static final Pattern INTERFACE =
            Pattern.compile("(\\d+):(\\p{XDigit}{2}/\\p{XDigit}{2}/\\p{XDigit}{2}):(\\d+)(?:=(\\S+))?");

    private PublicLayouts() {}

    /** How much of a layout the program gets to see. */
    enum Sight {
        WITH_DRIVERS,
        WITHOUT_DRIVERS,
        WITHOUT_DRIVERS_AND_ENDPOINTS,
        /** Only the first interface that has a driver shows it. */
        PARTLY_BOUND
    }

    /**
     * One line.
     *
     * @param right uplink kind, or {@code none}, {@code storage}, {@code download}
     */
    record Public(String ids, String right, String product, List<String> interfaces) {
        UsbDevice device(Sight sight) {
            var bound = interfaces.stream().filter(i -> i.contains("=")).findFirst();
            return new UsbDevice(
                    "1-1",
                    ids.substring(0, 4),
                    ids.substring(5),
                    Optional.empty(),
                    Optional.of(product).filter(p -> !p.equals("?")),
                    Optional.empty(),
                    1,
                    Optional.empty(),
                    interfaces.stream()
                            .map(i -> usbInterface(
                                    i, sight, bound.filter(i::equals).isPresent()))
                            .toList());
        }

        boolean isModem() {
            return !List.of("none", "storage", "download").contains(right);
        }

        @Override
        public String toString() {
            return ids + " " + product;
        }
    }

    static List<Public> of(String file) {
        try {
            return Files.readAllLines(Path.of("src/test/resources/usb", file)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 5))
                    .map(p -> new Public(p[0], p[1], p[2], Arrays.asList(p[3].split(" "))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UsbInterface usbInterface(String text, Sight sight, boolean isFirstBound) {
        var read = INTERFACE.matcher(text);
        if (!read.matches()) {
            throw new IllegalArgumentException("not an interface: " + text);
        }
        var showsDriver = sight == Sight.WITH_DRIVERS || (sight == Sight.PARTLY_BOUND && isFirstBound);
        return new UsbInterface(
                Integer.parseInt(read.group(1)),
                Optional.of(Triple.parse(read.group(2))),
                Optional.of(Integer.valueOf(read.group(3))).filter(n -> sight != Sight.WITHOUT_DRIVERS_AND_ENDPOINTS),
                Optional.ofNullable(read.group(4)).filter(d -> showsDriver),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
