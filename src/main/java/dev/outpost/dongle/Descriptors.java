package dev.outpost.dongle;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

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
            var richest = new TreeMap<Integer, Alternate>();
            for (var alternate : alternates) {
                richest.merge(
                        alternate.number(),
                        alternate,
                        (one, other) ->
                                other.endpoints().size() > one.endpoints().size() ? other : one);
            }
            return richest.values().stream()
                    .map(a -> UsbInterface.unbound(
                            a.number(), a.triple(), a.endpoints().size()))
                    .toList();
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
}
