package dev.outpost.packages;

import java.util.Set;

/**
 * A package that is wanted, and what for.
 *
 * @param name without its dependencies
 */
public record PackageWish(String name, Purpose purpose) {
    /** What packages are wanted for, in the order in which they are given up when the flash is small. */
    public enum Purpose {
        SPARE("drivers of the spare dongles", "take modem.spares out of the site file"),
        SWITCHER(
                "usb-modeswitch",
                "let the dongle leave its storage mode for good on the laptop (outpost probe --switch)"),
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
        public String words() {
            return words;
        }

        /** How a person does without it. */
        public String giveUp() {
            return giveUp;
        }
    }

    /**
     * What a name is wanted for, as far as the name tells.
     *
     * @param spares names that only spare dongles need
     */
    static PackageWish of(String name, Set<String> spares) {
        if (spares.contains(name)) {
            return new PackageWish(name, Purpose.SPARE);
        }
        return new PackageWish(
                name,
                switch (name) {
                    case "usb-modeswitch" -> Purpose.SWITCHER;
                    case "kmod-wireguard", "wireguard-tools" -> Purpose.WAY_IN;
                    default -> name.startsWith("ddns-") ? Purpose.DDNS : Purpose.UPLINK;
                });
    }
}
