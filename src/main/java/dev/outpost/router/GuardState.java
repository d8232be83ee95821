package dev.outpost.router;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether the router will put its old configuration back by itself.
 *
 * @param armed the run that armed it, with the time that is left
 * @param rolledBack the run that was undone last, until the next one arms
 * @param failed the run that could not be undone, and why, until the next one arms
 */
public record GuardState(Optional<Armed> armed, Optional<String> rolledBack, Optional<String> failed) {
    public static final GuardState NONE = new GuardState(Optional.empty(), Optional.empty(), Optional.empty());

    /** An armed guard. */
    public record Armed(String run, Duration left) {}
}
