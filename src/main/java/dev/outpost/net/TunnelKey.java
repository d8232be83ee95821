package dev.outpost.net;

import java.util.Optional;

/** The WireGuard public key of one end of a tunnel, or that nobody made it yet: a plan may know of an end before its key is born. */
public sealed interface TunnelKey {

    /** @param base64 of 32 bytes: what comes from a host's disk goes into a configuration file, so nothing else may pass */
    record Born(String base64) implements TunnelKey {
        public Born {
            if (!base64.matches("[A-Za-z0-9+/]{43}=")) {
                throw new IllegalArgumentException("not a WireGuard public key: " + base64);
            }
        }
    }

    /** Made where it will be used, by the run that needs it. */
    record Unborn() implements TunnelKey {}

    static TunnelKey of(Optional<String> base64) {
        return base64.<TunnelKey>map(Born::new).orElseGet(Unborn::new);
    }

    /** The key itself, where it is born. */
    default Optional<String> known() {
        return switch (this) {
            case Born(var base64) -> Optional.of(base64);
            case Unborn() -> Optional.empty();
        };
    }

    /**
     * For a configuration file.
     *
     * @throws IllegalStateException if it is not born: no file is written then
     */
    default String text() {
        return known().orElseThrow(() -> new IllegalStateException("this end's key is not born yet"));
    }
}
