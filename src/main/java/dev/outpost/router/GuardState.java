package dev.outpost.router;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the router will put its old configuration back by itself.
 *
 * @param armed the run that armed it, with the time that is left
 * @param rolledBack the run that was undone last, until the next one arms
 * @param failed the run that could not be undone, and why, until the next one arms
 */
public record GuardState(Optional<Armed> armed, Optional<String> rolledBack, Optional<String> failed) {
    public static final GuardState NONE = new GuardState(Optional.empty(), Optional.empty(), Optional.empty());

    /** What became of earlier runs that were not kept, in words. */
    public List<String> troubles() {
        return Stream.concat(
                        rolledBack.stream().map(run -> "the router put its old configuration back after " + run),
                        failed.stream()
                                .map(words -> "the router could not put its old configuration back after " + words))
                .toList();
    }

    /** An armed guard. */
    public record Armed(String run, Duration left) {}
}
