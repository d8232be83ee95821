package dev.outpost.dongle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a device's raw descriptors say, all configurations and alternate settings included.
 *
 * @param about the device descriptor; empty where the bytes hold none
 * @param configurations in the order of the bytes
 * @param truncated the bytes end early, or stop making sense: what stands here came before that
 */
public record Descriptors(Optional<About> about, List<Configuration> configurations, boolean truncated) {
    public Descriptors {
        configurations = List.copyOf(configurations);
    }

    /**
     * The device descriptor.
     *
     * @param vid idVendor, four hexadecimal digits in lower case
     * @param pid idProduct, likewise
     * @param triple class, subclass and protocol of the whole device; 00/00/00 leaves it to the interfaces
     * @param configurations bNumConfigurations
     */
    public record About(String vid, String pid, Triple triple, int configurations) {}

    /**
     * One configuration.
     *
     * @param value bConfigurationValue
     * @param maxPower in mA
     */
    public record Configuration(int value, int maxPower, List<Alternate> alternates) {
        public Configuration {
            alternates = List.copyOf(alternates);
        }

        /** Its interfaces by number, each with the endpoints of its richest alternate setting. */
        public List<UsbInterface> interfaces() {
            return UsbInterface.richest(alternates.stream()
                    .map(a -> UsbInterface.unbound(
                            a.number(), a.triple(), a.endpoints().size())));
        }

        /** The pipes of its first disk. */
        public Optional<DiskPipes> disk() {
            return alternates.stream()
                    .filter(a -> a.triple().isStorage())
                    .flatMap(a -> pipes(a).stream())
                    .findFirst();
        }

        private static Optional<DiskPipes> pipes(Alternate disk) {
            var out = disk.endpoints().stream()
                    .filter(e -> e.isBulk() && !e.isIn())
                    .findFirst();
            var in = disk.endpoints().stream()
                    .filter(e -> e.isBulk() && e.isIn())
                    .findFirst();
            return out.map(o -> new DiskPipes(disk.number(), o.address(), in.map(Endpoint::address)));
        }
    }

    /**
     * One alternate setting of an interface.
     *
     * @param number bInterfaceNumber
     * @param setting bAlternateSetting
     * @param endpoints without endpoint 0
     */
    public record Alternate(int number, int setting, Triple triple, List<Endpoint> endpoints) {
        public Alternate {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * One endpoint.
     *
     * @param address bEndpointAddress; bit 7 is the direction
     * @param attributes bmAttributes; the two lowest bits are the kind of transfer
     * @param packet wMaxPacketSize in bytes
     */
    public record Endpoint(int address, int attributes, int packet) {
        private static final int BULK = 2;

        /** From the device to the computer. */
        public boolean isIn() {
            return (address & 0x80) != 0;
        }

        public boolean isBulk() {
            return (attributes & 3) == BULK;
        }
    }

    /**
     * How to talk to a disk.
     *
     * @param number of its interface
     * @param out address of the endpoint that takes commands
     * @param in address of the endpoint that answers; a few sticks have none
     */
    public record DiskPipes(int number, int out, Optional<Integer> in) {}

    /** The configuration with this value. */
    public Optional<Configuration> configuration(int value) {
        return configurations.stream().filter(c -> c.value() == value).findFirst();
    }

    /**
     * What raw descriptors say: the device descriptor and its configurations one after another, as in sysfs's {@code descriptors} and as GET_DESCRIPTOR
     * answers. A dongle may send anything: what makes sense is taken up to the first byte that does not; nothing where the bytes are no descriptors.
     */
    public static Descriptors read(byte[] bytes) {
        return new Reader(bytes).all();
    }

    /** Looks at each byte once. Layouts: USB 2.0, tables 9-8 (device, 18 bytes), 9-10 (configuration, 9), 9-12 (interface, 9), 9-13 (endpoint, 7). */
    private static final class Reader {
        private static final int DEVICE = 1;
        private static final int CONFIGURATION = 2;
        private static final int INTERFACE = 4;
        private static final int ENDPOINT = 5;
        /** A length and a type. */
        private static final int SHORTEST = 2;
        /** bMaxPower counts in 2 mA (USB 2.0, table 9-10). */
        private static final int POWER_UNIT = 2;

        private final byte[] bytes;
        private Optional<About> about = Optional.empty();
        private final List<OpenConfiguration> configurations = new ArrayList<>();
        private boolean truncated;

        private Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        private Descriptors all() {
            walk();
            return new Descriptors(
                    about,
                    configurations.stream().map(OpenConfiguration::closed).toList(),
                    truncated);
        }

        private void walk() {
            int at = 0;
            while (at < bytes.length) {
                int length = at(at);
                if (length < SHORTEST || at + length > bytes.length) {
                    truncated = true;
                    return;
                }
                one(at, length);
                at += length;
            }
        }

        private void one(int at, int length) {
            switch (at(at + 1)) {
                case DEVICE -> {
                    if (length >= 18 && about.isEmpty()) {
                        about = Optional.of(new About(id(at + 8), id(at + 10), triple(at + 4), at(at + 17)));
                    }
                }
                case CONFIGURATION -> {
                    if (length >= 9) {
                        configurations.add(new OpenConfiguration(at(at + 5), at(at + 8) * POWER_UNIT));
                    }
                }
                case INTERFACE -> {
                    if (length >= 9 && !configurations.isEmpty()) {
                        configurations.getLast().add(at(at + 2), at(at + 3), triple(at + 5));
                    }
                }
                case ENDPOINT -> {
                    if (length >= 7 && !configurations.isEmpty()) {
                        configurations.getLast().add(new Endpoint(at(at + 2), at(at + 3), word(at + 4)));
                    }
                }
                default -> {} // class-specific and vendor descriptors: their length was all that had to be known
            }
        }

        private int at(int index) {
            return bytes[index] & 0xff;
        }

        private int word(int index) {
            return at(index) | at(index + 1) << 8;
        }

        private String id(int index) {
            return "%04x".formatted(word(index));
        }

        private Triple triple(int index) {
            return new Triple(at(index), at(index + 1), at(index + 2));
        }

        /** A configuration whose interfaces are still being read. */
        private static final class OpenConfiguration {
            private final int value;
            private final int maxPower;
            private final List<OpenAlternate> alternates = new ArrayList<>();

            OpenConfiguration(int value, int maxPower) {
                this.value = value;
                this.maxPower = maxPower;
            }

            void add(int number, int setting, Triple triple) {
                alternates.add(new OpenAlternate(number, setting, triple, new ArrayList<>()));
            }

            /** An endpoint before the first interface belongs to nothing. */
            void add(Endpoint endpoint) {
                if (!alternates.isEmpty()) {
                    alternates.getLast().endpoints().add(endpoint);
                }
            }

            Configuration closed() {
                return new Configuration(
                        value,
                        maxPower,
                        alternates.stream()
                                .map(a -> new Alternate(a.number(), a.setting(), a.triple(), a.endpoints()))
                                .toList());
            }
        }

        private record OpenAlternate(int number, int setting, Triple triple, List<Endpoint> endpoints) {}
    }
}
