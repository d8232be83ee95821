package dev.outpost.dongle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a device's raw descriptors say, all configurations and alternate settings included.
 *
 * @param about the device descriptor; empty where the bytes hold none
 * @param configurations in the order of the bytes
 * @param truncated the bytes end early, or stop making sense: what stands here came before that
 */
public record Descriptors(Optional<About> about, List<Configuration> configurations, boolean truncated) {
    // USB 2.0, tables 9-8 (device, 18 bytes), 9-10 (configuration, 9), 9-12 (interface, 9), 9-13 (endpoint, 7)
    private static final int DEVICE = 1;
    private static final int CONFIGURATION = 2;
    private static final int INTERFACE = 4;
    private static final int ENDPOINT = 5;
    private static final int BULK = 2;

    /** A length and a type. */
    private static final int SHORTEST = 2;

    /** bMaxPower counts in 2 mA (USB 2.0, table 9-10). */
    private static final int POWER_UNIT = 2;

    public Descriptors {
        configurations = List.copyOf(configurations);
    }

    /**
     * The device descriptor.
     *
     * @param vid idVendor, four hexadecimal digits in lower case
     * @param pid idProduct, likewise
     * @param configurations bNumConfigurations
     */
    public record About(String vid, String pid, int configurations) {}

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
     * @param endpoints without endpoint 0
     */
    public record Alternate(int number, Triple triple, List<Endpoint> endpoints) {
        public Alternate {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * One endpoint.
     *
     * @param address bEndpointAddress; bit 7 is the direction
     * @param isBulk by the two lowest bits of bmAttributes
     */
    public record Endpoint(int address, boolean isBulk) {
        /** From the device to the computer. */
        public boolean isIn() {
            return (address & 0x80) != 0;
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
        var all = new ArrayList<ByteBuffer>();
        int at = 0;
        while (at < bytes.length && (bytes[at] & 0xff) >= SHORTEST && at + (bytes[at] & 0xff) <= bytes.length) {
            all.add(ByteBuffer.wrap(bytes).slice(at, bytes[at] & 0xff).order(ByteOrder.LITTLE_ENDIAN));
            at += bytes[at] & 0xff;
        }
        return new Descriptors(
                all.stream()
                        .filter(one -> is(one, DEVICE, 18))
                        .findFirst()
                        .map(one -> new About(id(one, 8), id(one, 10), at(one, 17))),
                groups(all, CONFIGURATION)
                        .map(group -> new Configuration(
                                at(group.getFirst(), 5), at(group.getFirst(), 8) * POWER_UNIT, alternates(group)))
                        .toList(),
                at < bytes.length);
    }

    private static List<Alternate> alternates(List<ByteBuffer> configuration) {
        return groups(configuration, INTERFACE)
                .map(group -> new Alternate(
                        at(group.getFirst(), 2),
                        new Triple(at(group.getFirst(), 5), at(group.getFirst(), 6), at(group.getFirst(), 7)),
                        group.stream()
                                .filter(one -> is(one, ENDPOINT, 7))
                                .map(one -> new Endpoint(at(one, 2), (at(one, 3) & 3) == BULK))
                                .toList()))
                .toList();
    }

    /** Each descriptor of this type with those that follow it up to the next; what stands before the first belongs to nothing. */
    private static Stream<List<ByteBuffer>> groups(List<ByteBuffer> all, int type) {
        var groups = new ArrayList<List<ByteBuffer>>();
        for (var one : all) {
            if (is(one, type, 9)) {
                groups.add(new ArrayList<>());
            }
            if (!groups.isEmpty()) {
                groups.getLast().add(one);
            }
        }
        return groups.stream();
    }

    private static boolean is(ByteBuffer one, int type, int least) {
        return at(one, 1) == type && one.limit() >= least;
    }

    private static int at(ByteBuffer one, int index) {
        return one.get(index) & 0xff;
    }

    private static String id(ByteBuffer one, int index) {
        return "%04x".formatted(one.getShort(index));
    }
}
