package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** {@code +CSQ: rssi,ber}: 2n - 113 dBm for 0..31, 99 unknown. 3GPP TS 27.007 section 8.5. */
public final class CsqParser {
    private CsqParser() {}

    public static Signal parse(List<String> lines) {
        return Fields.of("+CSQ", lines).stream()
                .reduce((before, last) -> last)
                .map(f -> new Signal(
                        Optional.empty(),
                        Signal.scaled(f.number(0), 31, -113, 2),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .orElse(Signal.UNKNOWN);
    }
}
