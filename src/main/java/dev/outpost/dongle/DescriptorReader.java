package dev.outpost.dongle;

import dev.outpost.dongle.Descriptors.About;
import dev.outpost.dongle.Descriptors.Alternate;
import dev.outpost.dongle.Descriptors.Configuration;
import dev.outpost.dongle.Descriptors.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads raw USB descriptors: the device descriptor and its configurations one after another, as in sysfs's {@code descriptors} and as
 * GET_DESCRIPTOR answers. A dongle may send anything: the reader takes what makes sense up to the first byte that does not, never throws,
 * and looks at each byte once.
 *
 * <p>Layouts: USB 2.0, tables 9-8 (device, 18 bytes), 9-10 (configuration, 9), 9-12 (interface, 9), 9-13 (endpoint, 7).
 */
public final class DescriptorReader {
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

    private DescriptorReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What these bytes say; nothing where they are no descriptors. */
    public static Descriptors read(byte[] bytes) {
        var reader = new DescriptorReader(bytes);
        reader.walk();
        return new Descriptors(
                reader.about,
                reader.configurations.stream().map(OpenConfiguration::closed).toList(),
                reader.truncated);
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
