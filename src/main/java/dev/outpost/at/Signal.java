package dev.outpost.at;

import java.util.List;
import java.util.Locale;
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
    private static final Optional<Double> NONE = Optional.empty();

    public static final Signal UNKNOWN = new Signal(Optional.empty(), NONE, NONE, NONE, NONE);

    /** What an answer tells of the signal; unknown where it was no question for it. */
    public static Signal of(AtCommand asked, List<String> lines) {
        return switch (asked) {
            case HUAWEI_SIGNAL ->
                Fields.of("^HCSQ", lines).stream().findFirst().map(Signal::hcsq).orElse(UNKNOWN);
            case SIGNAL_EXTENDED ->
                Fields.of("+CESQ", lines).stream()
                        .filter(f -> f.size() >= 6)
                        .reduce((before, last) -> last)
                        .map(Signal::cesq)
                        .orElse(UNKNOWN);
            case SIGNAL ->
                Fields.of("+CSQ", lines).stream()
                        .reduce((before, last) -> last)
                        .map(Signal::csq)
                        .orElse(UNKNOWN);
            default -> ServingCell.signal(asked, lines);
        };
    }

    /** {@code +CSQ: rssi,ber}: 2n - 113 dBm for 0..31, 99 unknown. 3GPP TS 27.007 section 8.5. */
    private static Signal csq(Fields f) {
        return new Signal(Optional.empty(), scaled(f.number(0), 31, -113, 2), NONE, NONE, NONE);
    }

    /**
     * {@code +CESQ: rxlev,ber,rscp,ecno,rsrq,rsrp[,ss_rsrp,ss_rsrq,ss_sinr]}: for LTE RSRQ comes before RSRP. 3GPP TS 27.007 section 8.69; the order
     * of the three for 5G as a Fibocom FM350 answers.
     *
     * <p>-20 + n/2 dB for 0..34 and -141 + n dBm for 0..97 of LTE; -157 + n dBm, -43.5 + n/2 dB, -23.5 + n/2 dB of 5G; else unknown.
     */
    private static Signal cesq(Fields f) {
        var rsrp = scaled(f.number(5), 97, -141, 1);
        var nr = scaled(f.number(6), 126, -157, 1);
        if (rsrp.isEmpty() && nr.isPresent()) {
            return new Signal(
                    Optional.of("nr"),
                    NONE,
                    nr,
                    scaled(f.number(7), 126, -43.5, 0.5),
                    scaled(f.number(8), 127, -23.5, 0.5));
        }
        var rscp = scaled(f.number(2), 96, -121, 1);
        var technology = rsrp.map(r -> "lte").or(() -> rscp.map(r -> "umts"));
        var rssi = technology.isPresent() ? rscp : scaled(f.number(0), 63, -111, 1);
        return new Signal(technology, rssi, rsrp, scaled(f.number(4), 34, -20, 0.5), NONE);
    }

    /**
     * Huawei's {@code ^HCSQ:"LTE",rssi,rsrp,sinr,rsrq}: RSRP comes before SINR, RSRQ is last. Scales as ModemManager's Huawei plugin reads them; 255
     * is unknown.
     */
    private static Signal hcsq(Fields f) {
        var rssi = scaled(f.number(1), 96, -121, 1);
        return switch (f.text(0).orElse("").toUpperCase(Locale.ROOT)) {
            case "LTE" ->
                new Signal(
                        Optional.of("lte"),
                        rssi,
                        scaled(f.number(2), 97, -141, 1),
                        scaled(f.number(4), 34, -20, 0.5),
                        scaled(f.number(3), 251, -20.2, 0.2));
            case "WCDMA" -> new Signal(Optional.of("umts"), rssi, NONE, NONE, NONE);
            case "GSM" -> new Signal(Optional.of("gsm"), rssi, NONE, NONE, NONE);
            default -> UNKNOWN;
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
