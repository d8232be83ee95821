package dev.outpost.profile;

import java.util.Arrays;
import java.util.Optional;

/**
 * What feeds a device over its Ethernet cable.
 *
 * @param watts of one port, at the port
 * @param volts there
 * @param ports how many it has
 * @param budget watts of all ports together; a single port's own where it has one
 */
public record PowerSource(
        String profile, String name, Standard standard, double watts, double volts, int ports, double budget) {
    /** What is agreed before power flows (IEEE 802.3, clauses 33 and 145). */
    public enum Standard {
        /** Nothing: it is there whoever is at the other end. */
        PASSIVE("passive", 0, 0, 0),
        AF("802.3af", 3, 37, 12.95),
        AT("802.3at", 4, 42.5, 25.5),
        BT("802.3bt", 8, 42.5, 71.3);

        private final String word;
        private final int highest;
        private final double leastVolts;
        private final double deviceWatts;

        Standard(String word, int highest, double leastVolts, double deviceWatts) {
            this.word = word;
            this.highest = highest;
            this.leastVolts = leastVolts;
            this.deviceWatts = deviceWatts;
        }

        /** As profiles write it. */
        public String word() {
            return word;
        }

        /** The highest power class that it feeds. */
        public int highest() {
            return highest;
        }

        /** What a device has to work from at its end of the cable. */
        public double leastVolts() {
            return leastVolts;
        }

        /** The most that a device may take at its end. */
        public double deviceWatts() {
            return deviceWatts;
        }

        static Optional<Standard> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(word))
                    .findFirst();
        }
    }

    /** The least that any port of IEEE 802.3af gives. */
    public static PowerSource least() {
        return new PowerSource("af", "a port of 802.3af", Standard.AF, 15.4, 44, 1, 15.4);
    }

    static PowerSource of(DeviceProfile profile) {
        var watts = profile.number("watts").orElseThrow();
        return new PowerSource(
                profile.profile(),
                profile.name(),
                profile.fact("standard").flatMap(Standard::of).orElseThrow(),
                watts,
                profile.number("volts").orElseThrow(),
                profile.number("ports").orElseThrow().intValue(),
                profile.number("budget-watts").orElse(watts));
    }
}
