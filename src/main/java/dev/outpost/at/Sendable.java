package dev.outpost.at;

import java.time.Duration;
import java.util.Optional;

/** What may go out on a port: a question of a look, or the one PIN of an unlocking. There is no third kind. */
sealed interface Sendable permits AtCommand, SimUnlock.PinEntry {
    /** The command line without its CR. */
    String text();

    /** What an answer's line begins with; empty where its lines are bare. */
    Optional<String> prefix();

    /** How long an answer may take on a healthy modem. */
    Duration patience();

    /** Lines without any prefix are its data as well. */
    boolean allowsBareLines();

    /** An {@code OK} alone is not the whole answer. */
    boolean expectsData();
}
