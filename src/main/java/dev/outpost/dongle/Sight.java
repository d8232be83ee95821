package dev.outpost.dongle;

import java.util.Optional;

/** How much of a device its source showed. A judge who was not shown everything is never sure. */
public sealed interface Sight {
    /** All interfaces of the active configuration, with class, subclass and protocol. */
    static Sight whole() {
        return new Whole();
    }

    /** What is missing, in words for a reason; empty where nothing is. */
    Optional<String> gap();

    /** Fewer interfaces than promised were shown: the file was cut, or lines of it were lost. */
    default boolean isCut() {
        return this instanceof Cut;
    }

    record Whole() implements Sight {
        @Override
        public Optional<String> gap() {
            return Optional.empty();
        }
    }

    /**
     * Lines are missing.
     *
     * @param promised bNumInterfaces of the active configuration, {@code #Ifs}; empty where that line is missing itself
     * @param seen interfaces that were shown
     */
    record Cut(Optional<Integer> promised, int seen) implements Sight {
        @Override
        public Optional<String> gap() {
            return Optional.of(promised.map(n -> "the file is cut: " + seen + " of " + n + " interfaces are in it")
                    .orElse(
                            seen == 0
                                    ? "the file is cut: the interfaces are not in it"
                                    : "the file is cut: a line of an interface is not whole"));
        }
    }

    /**
     * The source shows a part by its nature: kernel messages, {@code lsusb -t}, a list of ids.
     *
     * @param what is missing, in words
     */
    record Partly(String what) implements Sight {
        @Override
        public Optional<String> gap() {
            return Optional.of(what);
        }
    }
}
