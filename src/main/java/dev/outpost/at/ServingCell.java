package dev.outpost.at;

import java.util.Optional;

/**
 * The cell that serves, as far as the modem tells.
 *
 * @param id hexadecimal, upper case
 * @param band {@code B3} for LTE, {@code n78} for 5G
 */
public record ServingCell(Optional<String> id, Optional<String> band) {
    public static final ServingCell UNKNOWN = new ServingCell(Optional.empty(), Optional.empty());

    /** This, with what the other knows where this does not. */
    public ServingCell or(ServingCell other) {
        return new ServingCell(id.or(other::id), band.or(other::band));
    }
}
