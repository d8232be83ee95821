package dev.outpost.adapter.recording;

import dev.outpost.text.Word;
import java.util.Optional;

/**
 * One thing that happened on a port.
 *
 * @param micros since the port was opened; of what happens before it is open: since the look began
 * @param text bytes as ISO 8859-1, or words
 */
record Event(long micros, Kind kind, String text) {

    /** The words of a port's file. */
    enum Kind implements Word {
        /** Another program holds the port, so it was not opened. */
        HELD,
        /** The port did not open; the text begins with the reason's word. */
        REFUSED,
        OPENED,
        /** Bytes to the modem. */
        SENT,
        /** Bytes to the modem, and the write failed. */
        UNSENT,
        /** Bytes to the modem, and the write did not return before the port was closed. */
        STUCK,
        /** Bytes that came while they were waited for. */
        HEARD,
        /** Bytes that were there already when somebody looked, without waiting. */
        FOUND,
        /** Somebody waited and nothing came. */
        QUIET,
        /** The port failed, and why. */
        LOST,
        CLOSED;

        static Optional<Kind> of(String word) {
            for (var kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        boolean isFromModem() {
            return this == HEARD || this == FOUND;
        }

        boolean isToModem() {
            return this == SENT || this == UNSENT || this == STUCK;
        }

        /** A new conversation, or why there is none. */
        boolean begins() {
            return this == HELD || this == REFUSED || this == OPENED;
        }
    }

    Event with(String other) {
        return new Event(micros, kind, other);
    }
}
