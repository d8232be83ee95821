package dev.outpost.at;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The APN in use out of {@code +CGCONTRDP: cid,bearer,"apn",...}, 3GPP TS 27.007 section 10.1.23. */
public final class CgcontrdpParser {
    /** Contexts of the network's own services, which carry no data of the owner. */
    private static final Pattern SERVICE = Pattern.compile("(?i)(ims|sos|xcap|ut)(\\.mnc.*)?");

    private CgcontrdpParser() {}

    public static Optional<String> parse(List<String> lines) {
        return Fields.of("+CGCONTRDP", lines).stream()
                .flatMap(f -> f.text(2).stream())
                .filter(apn -> !SERVICE.matcher(apn).matches())
                .map(Mask::text)
                .findFirst();
    }
}
