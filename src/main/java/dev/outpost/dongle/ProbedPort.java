package dev.outpost.dongle;

import dev.outpost.text.Word;
import java.util.Optional;

/**
 * What one port turned out to be.
 *
 * @param path as the user named it, or its node
 * @param interfaceNumber of the USB interface behind it, where known
 * @param evidence what was seen, masked
 */
public record ProbedPort(String path, Optional<Integer> interfaceNumber, Role role, String evidence) {

    /** The roles of the JSON document. */
    public enum Role implements Word {
        /** Answers AT and says who it is. */
        AT,
        /** Answers AT, and every question with an error. */
        AT_LIMITED,
        /** Qualcomm diagnostics: frames in 0x7e. */
        DIAG,
        /** Position sentences. */
        NMEA,
        /** A live PPP session: left alone. */
        PPP,
        /** Nothing came back. */
        SILENT,
        /** Takes no bytes: a write did not return. */
        WEDGED,
        /** Another program holds it. */
        BUSY,
        /** Vanished while it was asked, or is not there. */
        LOST,
        UNKNOWN;
    }

    public boolean answers() {
        return role == Role.AT || role == Role.AT_LIMITED;
    }
}
