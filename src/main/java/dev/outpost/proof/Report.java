package dev.outpost.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a site's report says.
 *
 * @param way the hops, where they were walked
 * @param data how the month's data stand, where they come to their end
 * @param at when the proof was made
 * @param file the site's, as its owner calls it
 * @param kept by camera: the picture from when it was seen, where it was not seen now
 */
public record Report(
        SiteProof proof,
        SiteStory story,
        List<Hop> way,
        Optional<String> data,
        Instant at,
        String file,
        Map<String, Kept> kept) {
    public Report {
        way = List.copyOf(way);
        kept = Map.copyOf(kept);
    }

    /**
     * A picture of before.
     *
     * @param at when it came
     * @param base64 of the JPEG
     */
    public record Kept(Instant at, String base64) {}

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
