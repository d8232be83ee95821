package dev.outpost.uplink;

import dev.outpost.text.Word;

/** How much stands behind a verdict. */
public enum Confidence implements Word {
    /** The descriptors, or a mode query's own answer, prove it and nothing contradicts. */
    SURE,
    /** Consistent evidence, but a known exception exists. */
    LIKELY,
    /** Neither. */
    GUESS;

    /** The weaker of both. */
    public Confidence atMost(Confidence other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
