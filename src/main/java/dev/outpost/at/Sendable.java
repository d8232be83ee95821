package dev.outpost.at;

import java.time.Duration;
import java.util.Optional;

/** What may go out on a port: a question of a look, or the one PIN of an unlocking. There is no third kind. */
sealed interface Sendable permits AtCommand, SimUnlock.PinEntry {
    /** The command line without its CR. */
    String text();

    /** What an answer's line begins with, {@code +CSQ}; empty where its lines are bare. */
    default Optional<String> prefix() {
        return Optional.empty();
    }

    /** How long an answer may take on a healthy modem. */
    Duration patience();

    /** Lines without any prefix are its data as well: names, numbers, ATI, Sierra's report. */
    default boolean allowsBareLines() {
        return false;
    }

    /** An {@code OK} alone is not the whole answer. */
    default boolean expectsData() {
        return false;
    }
}
