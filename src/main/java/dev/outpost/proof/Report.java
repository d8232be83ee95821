package dev.outpost.proof;

import java.time.Instant;

/**
 * Everything that a site's report says.
 *
 * @param at when the proof was made
 */
public record Report(SiteProof proof, SiteStory story, Instant at) {

    /** "barn-north can be seen from outside": the verdict, and nothing that was not tried. */
    String verdict() {
        if (proof.isProven()) {
            return proof.site() + " can be seen from outside";
        }
        return proof.vantage().isEmpty()
                ? proof.site() + " was not looked at from outside"
                : proof.site() + " cannot be seen yet";
    }
}
