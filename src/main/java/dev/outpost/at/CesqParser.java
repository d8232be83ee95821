package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/**
 * {@code +CESQ: rxlev,ber,rscp,ecno,rsrq,rsrp}: RSRQ comes before RSRP; -20 + n/2 dB for 0..34, -141 + n dBm for 0..97, else unknown. 3GPP TS
 * 27.007 section 8.69.
 */
public final class CesqParser {
    private CesqParser() {}

    public static Signal parse(List<String> lines) {
        return Fields.of("+CESQ", lines).stream()
                .filter(f -> f.size() >= 6)
                .findFirst()
                .map(CesqParser::signal)
                .orElse(Signal.UNKNOWN);
    }

    private static Signal signal(Fields f) {
        var rsrp = Signal.scaled(f.number(5), 97, -141, 1);
        var rscp = Signal.scaled(f.number(2), 96, -121, 1);
        var technology = rsrp.map(r -> "lte").or(() -> rscp.map(r -> "umts"));
        var rssi = technology.isPresent() ? rscp : Signal.scaled(f.number(0), 63, -111, 1);
        return new Signal(technology, rssi, rsrp, Signal.scaled(f.number(4), 34, -20, 0.5), Optional.empty());
    }
}
