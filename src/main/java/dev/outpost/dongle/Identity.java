package dev.outpost.dongle;

import dev.outpost.shell.Secret;
import java.util.Optional;

/**
 * Who the modem says it is; each part as it said it, made printable.
 *
 * @param imei masked
 * @param number the IMEI itself, to recognize the dongle by; written nowhere
 */
public record Identity(
        Optional<String> manufacturer,
        Optional<String> model,
        Optional<String> revision,
        Optional<String> imei,
        Optional<Secret> number) {
    public static final Identity UNKNOWN =
            new Identity(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** From a source that has the masked IMEI only. */
    public Identity(
            Optional<String> manufacturer, Optional<String> model, Optional<String> revision, Optional<String> imei) {
        this(manufacturer, model, revision, imei, Optional.empty());
    }
}
