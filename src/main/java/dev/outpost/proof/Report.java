package dev.outpost.proof;

import java.time.Instant;
import java.util.List;

/**
 * Everything that a site's report says.
 *
 * @param way the hops, where they were walked
 * @param at when the proof was made
 */
public record Report(SiteProof proof, SiteStory story, List<Hop> way, Instant at) {
    public Report {
        way = List.copyOf(way);
    }

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
