package dev.outpost.at;

import java.util.List;

/** {@code +CGDCONT?}: the PDP contexts that are defined, 3GPP TS 27.007 section 10.1.1. A blank APN is the network's own choice. */
public final class CgdcontParser {
    private CgdcontParser() {}

    /** One context. */
    public record Context(int cid, String type, String apn) {}

    public static List<Context> parse(List<String> lines) {
        return Fields.of("+CGDCONT", lines).stream()
                .filter(f -> f.number(0).isPresent())
                .map(f -> new Context(
                        f.number(0).orElseThrow(),
                        f.text(1).orElse(""),
                        f.text(2).map(Mask::text).orElse("")))
                .toList();
    }
}
