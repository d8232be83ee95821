package dev.outpost.dongle;

import java.util.Optional;

/**
 * Who the modem says it is; each part as it said it, made printable.
 *
 * @param imei masked
 */
public record Identity(
        Optional<String> manufacturer, Optional<String> model, Optional<String> revision, Optional<String> imei) {
    public static final Identity UNKNOWN =
            new Identity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
