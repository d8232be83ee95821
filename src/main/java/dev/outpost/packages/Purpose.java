package dev.outpost.packages;

import dev.outpost.profile.UplinkHandlers;
import java.util.Set;

/** What packages are wanted for, in the order in which they are given up when the flash is small. */
enum Purpose {
    SPARE("drivers of the spare dongles", "take modem.spares out of the site file"),
    SWITCHER("usb-modeswitch", "let the dongle leave its storage mode for good on the laptop (outpost probe --switch)"),
    DDNS("the changing address's name", "take access.ddns out of the site file"),
    WAY_IN("the way in", "write way-in: later into the site file, and nobody can reach the site then"),
    UPLINK("the uplink", "choose another uplink with modem.uplink");

    private final String words;
    private final String giveUp;

    Purpose(String words, String giveUp) {
        this.words = words;
        this.giveUp = giveUp;
    }

    /** "the way in". */
    String words() {
        return words;
    }

    /** How a person does without it. */
    String giveUp() {
        return giveUp;
    }

    /**
     * Of a package, as far as its name tells.
     *
     * @param spares names that only spare dongles need
     */
    static Purpose of(String name, Set<String> spares) {
        var handlers = UplinkHandlers.shipped();
        if (spares.contains(name)) {
            return SPARE;
        }
        if (handlers.storagePackages().contains(name)) {
            return SWITCHER;
        }
        if (handlers.usualPackages().contains(name)) {
            return WAY_IN;
        }
        return handlers.besides().values().stream()
                        .anyMatch(row -> row.packages().contains(name))
                ? DDNS
                : UPLINK;
    }
}
