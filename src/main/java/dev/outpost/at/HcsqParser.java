package dev.outpost.at;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Huawei's {@code ^HCSQ:"LTE",rssi,rsrp,sinr,rsrq}: RSRP comes before SINR, RSRQ is last. Scales as ModemManager's Huawei plugin reads them; 255
 * is unknown.
 */
public final class HcsqParser {
    private HcsqParser() {}

    public static Signal parse(List<String> lines) {
        return Fields.of("^HCSQ", lines).stream()
                .findFirst()
                .map(HcsqParser::signal)
                .orElse(Signal.UNKNOWN);
    }

    private static Signal signal(Fields f) {
        var rssi = Signal.scaled(f.number(1), 96, -121, 1);
        Optional<Double> none = Optional.empty();
        return switch (f.text(0).orElse("").toUpperCase(Locale.ROOT)) {
            case "LTE" ->
                new Signal(
                        Optional.of("lte"),
                        rssi,
                        Signal.scaled(f.number(2), 97, -141, 1),
                        Signal.scaled(f.number(4), 34, -20, 0.5),
                        Signal.scaled(f.number(3), 251, -20.2, 0.2));
            case "WCDMA" -> new Signal(Optional.of("umts"), rssi, none, none, none);
            case "GSM" -> new Signal(Optional.of("gsm"), rssi, none, none, none);
            default -> Signal.UNKNOWN;
        };
    }
}
