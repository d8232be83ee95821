package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    private static final String GOOD = "good";
    private static final String BAD = "bad";
    private static final String OPEN = "open";
    private static final String CAMERA = "camera";

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

    /**
     * How a station of the story stands, {@code good}, {@code bad} or {@code open}: by the walk where one was made, as bad as the worst of its hops; else
     * by how far the proof came.
     */
    String colour(SiteStory.Hop station) {
        var walked =
                way().stream().filter(hop -> isOf(hop, station)).map(Hop::state).toList();
        return walked.isEmpty() ? proven(station) : worst(walked);
    }

    private static String worst(List<Hop.State> hops) {
        if (hops.contains(Hop.State.BROKEN)) {
            return BAD;
        }
        return hops.contains(Hop.State.UNKNOWN) ? OPEN : GOOD;
    }

    /** What lies before a camera that talked carried its words. */
    private String proven(SiteStory.Hop station) {
        if (!kind(station).equals(CAMERA)) {
            return cameras().anyMatch(CameraProof::hasTalked) ? GOOD : OPEN;
        }
        return cameras()
                .filter(camera ->
                        station.name().equals(CAMERA + " " + camera.camera().name()))
                .findFirst()
                .map(camera -> camera.isProven() ? GOOD : camera.hasTalked() ? BAD : OPEN)
                .orElse(OPEN);
    }

    private Stream<CameraProof> cameras() {
        return proof().cameras().stream();
    }

    /** Whether a hop of the walk belongs to a station of the story. */
    static boolean isOf(Hop hop, SiteStory.Hop station) {
        return kind(hop).equals(kind(station))
                && hop.camera()
                        .map(name -> !kind(hop).equals(CAMERA) || station.name().equals(CAMERA + " " + name))
                        .orElse(true);
    }

    private static String kind(SiteStory.Hop station) {
        return station.name().replaceFirst(" .*", "");
    }

    private static String kind(Hop hop) {
        return switch (hop.name()) {
            case LAPTOP, VIEWER -> "viewer";
            case RELAY_SSH, RELAY_UDP, MAY_VIEW -> "relay";
            case WAN_MODEM, HOTSPOT, STICK, SIM, SIGNAL, REGISTRATION, ADDRESS, NAME, CALLS -> "carrier";
            case ROUTER, DONGLE, DNS, CLOCK, ROUTER_UDP, HANDSHAKE, ROUTER_TUNNEL, REDIRECT -> "router";
            case CAMERA_LINK, CAMERA_GATEWAY, RTSP, LOGIN -> CAMERA;
        };
    }
}
