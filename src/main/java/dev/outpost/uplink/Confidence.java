package dev.outpost.uplink;

import java.util.Locale;

/** How much stands behind a verdict. */
public enum Confidence {
    /** The descriptors, or a mode query's own answer, prove it and nothing contradicts. */
    SURE,
    /** Consistent evidence, but a known exception exists. */
    LIKELY,
    /** Neither. */
    GUESS;

    /** The word of the JSON document. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The weaker of both. */
    public Confidence atMost(Confidence other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
