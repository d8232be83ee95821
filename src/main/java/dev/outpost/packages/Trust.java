package dev.outpost.packages;

/**
 * What the signature of an index is worth.
 *
 * @param words for people
 */
record Trust(Worth worth, String words) {
    enum Worth {
        GOOD,
        /** None, or by somebody unknown. */
        NONE,
        /** By somebody known, and wrong. */
        BAD
    }
}
