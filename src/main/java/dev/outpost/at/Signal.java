package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/**
 * Signal as measured; a field that the modem reports as unknown (99, 255) stays empty.
 *
 * @param technology {@code gsm}, {@code umts}, {@code lte}, where the answer tells
 * @param rssi dBm, over the whole channel
 * @param rsrp dBm, of the LTE reference signal
 * @param rsrq dB
 * @param sinr dB
 */
public record Signal(
        Optional<String> technology,
        Optional<Double> rssi,
        Optional<Double> rsrp,
        Optional<Double> rsrq,
        Optional<Double> sinr) {
    public static final Signal UNKNOWN =
            new Signal(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What an answer tells of the signal; unknown where it was no question for it. */
    public static Signal of(AtCommand asked, List<String> lines) {
        return switch (asked) {
            case HUAWEI_SIGNAL -> HcsqParser.parse(lines);
            case SIGNAL_EXTENDED -> CesqParser.parse(lines);
            case SIGNAL -> CsqParser.parse(lines);
            default -> CellParser.signal(asked, lines);
        };
    }

    /** This, with what the other knows where this does not. */
    public Signal or(Signal other) {
        return new Signal(
                technology.or(other::technology),
                rssi.or(other::rssi),
                rsrp.or(other::rsrp),
                rsrq.or(other::rsrq),
                sinr.or(other::sinr));
    }

    /** base + raw * step for 0..highest, else unknown. */
    static Optional<Double> scaled(Optional<Integer> raw, int highest, double base, double step) {
        return raw.filter(n -> n >= 0 && n <= highest).map(n -> Math.round((base + n * step) * 10) / 10.0);
    }
}
