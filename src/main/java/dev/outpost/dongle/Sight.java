package dev.outpost.dongle;

import java.util.Optional;

/**
 * How much of a device its source showed. A judge who was not shown everything is never sure.
 *
 * @param gap what is missing, in words for a reason; empty where nothing is
 * @param isCut fewer interfaces than promised were shown: the file was cut, or lines of it were lost
 */
public record Sight(Optional<String> gap, boolean isCut) {
    /** All interfaces of the active configuration, with class, subclass and protocol. */
    public static Sight whole() {
        return new Sight(Optional.empty(), false);
    }

    /**
     * Lines are missing.
     *
     * @param promised bNumInterfaces of the active configuration, {@code #Ifs}; empty where that line is missing itself
     * @param seen interfaces that were shown
     */
    public static Sight cut(Optional<Integer> promised, int seen) {
        var lost = seen == 0 ? "the interfaces are not in it" : "a line of an interface is not whole";
        var shown =
                promised.map(n -> seen + " of " + n + " interfaces are in it").orElse(lost);
        return new Sight(Optional.of("the file is cut: " + shown), true);
    }

    /**
     * The source shows a part by its nature: kernel messages, {@code lsusb -t}, a list of ids.
     *
     * @param what is missing, in words
     */
    public static Sight partly(String what) {
        return new Sight(Optional.of(what), false);
    }
}
