package dev.outpost.cli;

import dev.outpost.dongle.Network;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signal in words for a fixed installation; the bands are a judgement: RSRP from -90 good, -105 usable, -115 poor; SINR from 13 good, 0 usable. */
final class SignalQuality {
    private static final double GOOD = -90;
    private static final double USABLE = -105;
    private static final double POOR = -115;
    private static final double CLEAN = 13;

    private SignalQuality() {}

    static String of(Network network) {
        if (network.rsrp().isEmpty()) {
            return network.rssi().isPresent() ? "there, quality not told" : "not told";
        }
        var strength = strength(network.rsrp().get());
        return network.sinr()
                .map(sinr ->
                        strength + (sinr >= CLEAN ? ", clean" : sinr >= 0 ? ", some noise" : ", too noisy for video"))
                .orElse(strength);
    }

    static String figures(Network network) {
        return Stream.of(
                        figure("RSRP", network.rsrp(), "dBm"),
                        figure("RSRQ", network.rsrq(), "dB"),
                        figure("SINR", network.sinr(), "dB"),
                        figure("RSSI", network.rssi(), "dBm"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    static Mark mark(Network network) {
        var weak = network.rsrp().filter(r -> r < USABLE).isPresent()
                || network.sinr().filter(s -> s < 0).isPresent();
        return weak ? Mark.WARNED : network.rsrp().isPresent() ? Mark.DONE : Mark.SEEN;
    }

    /** Of an RSRP in dBm. */
    static String strength(double rsrp) {
        if (rsrp >= GOOD) {
            return "good";
        }
        if (rsrp >= USABLE) {
            return "usable";
        }
        return rsrp >= POOR ? "poor" : "so weak that it will drop";
    }

    private static Optional<String> figure(String name, Optional<Double> value, String unit) {
        return value.map(v -> name + " " + number(v) + " " + unit);
    }

    /** One decimal, and none for whole numbers. */
    static String number(double value) {
        return (value == Math.rint(value) ? "%.0f" : "%.1f").formatted(value);
    }
}
