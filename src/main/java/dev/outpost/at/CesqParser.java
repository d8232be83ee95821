package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/**
 * {@code +CESQ: rxlev,ber,rscp,ecno,rsrq,rsrp[,ss_rsrp,ss_rsrq,ss_sinr]}: for LTE RSRQ comes before RSRP. 3GPP TS 27.007 section 8.69; the order
 * of the three for 5G as a Fibocom FM350 answers.
 *
 * <p>-20 + n/2 dB for 0..34 and -141 + n dBm for 0..97 of LTE; -157 + n dBm, -43.5 + n/2 dB, -23.5 + n/2 dB of 5G; else unknown.
 */
public final class CesqParser {
    private CesqParser() {}

    public static Signal parse(List<String> lines) {
        return Fields.of("+CESQ", lines).stream()
                .filter(f -> f.size() >= 6)
                .reduce((before, last) -> last)
                .map(CesqParser::signal)
                .orElse(Signal.UNKNOWN);
    }

    private static Signal signal(Fields f) {
        var rsrp = Signal.scaled(f.number(5), 97, -141, 1);
        if (rsrp.isEmpty() && f.size() >= 7) {
            var nr = nr(f);
            if (nr.rsrp().isPresent()) {
                return nr;
            }
        }
        var rscp = Signal.scaled(f.number(2), 96, -121, 1);
        var technology = rsrp.map(r -> "lte").or(() -> rscp.map(r -> "umts"));
        var rssi = technology.isPresent() ? rscp : Signal.scaled(f.number(0), 63, -111, 1);
        return new Signal(technology, rssi, rsrp, Signal.scaled(f.number(4), 34, -20, 0.5), Optional.empty());
    }

    private static Signal nr(Fields f) {
        return new Signal(
                Optional.of("nr"),
                Optional.empty(),
                Signal.scaled(f.number(6), 126, -157, 1),
                Signal.scaled(f.number(7), 126, -43.5, 0.5),
                Signal.scaled(f.number(8), 127, -23.5, 0.5));
    }
}
