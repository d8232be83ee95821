package dev.outpost.at;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came back for one command. */
public sealed interface AtResponse {

    /** {@code OK}, with the lines before it; echo, blank lines and unsolicited codes are taken out. */
    record Ok(List<String> lines) implements AtResponse {
        public Ok {
            lines = List.copyOf(lines);
        }
    }

    /** A refusal without a number: {@code ERROR}, {@code COMMAND NOT SUPPORT}, {@code NO CARRIER} and their like. */
    record Refused(String word) implements AtResponse {}

    /**
     * {@code +CME ERROR: n} or {@code +CMS ERROR: n}.
     *
     * @param code 3GPP TS 27.007 section 9.2, from the number or from the known texts; empty for an unknown text
     * @param text as the modem wrote it
     */
    record CmeError(Optional<Integer> code, String text) implements AtResponse {}

    /** No final result code within this time: evidence too, the modem may not know the command. */
    record Silence(Duration waited) implements AtResponse {}

    /** The port is gone or stuck: nothing more can be asked there. */
    record Lost(String because) implements AtResponse {}

    /** The lines of an {@code OK}; none for everything else. */
    default List<String> lines() {
        return switch (this) {
            case Ok(var lines) -> lines;
            case Refused _, CmeError _, Silence _, Lost _ -> List.of();
        };
    }

    /** A final result code came, of whatever kind: proof of an AT port. */
    default boolean isFinal() {
        return switch (this) {
            case Ok _, Refused _, CmeError _ -> true;
            case Silence _, Lost _ -> false;
        };
    }

    /** In words for evidence: "OK", "ERROR", "+CME ERROR: 10", "no answer in 3.0 s". */
    default String inWords() {
        return switch (this) {
            case Ok ok -> "OK";
            case Refused(var word) -> word;
            case CmeError(var code, var text) -> "+CME ERROR: " + Mask.text(text);
            case Silence(var waited) -> "no answer in %.1f s".formatted(waited.toMillis() / 1000.0);
            case Lost(var because) -> because;
        };
    }
}
