package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import java.util.List;
import java.util.stream.Stream;

/** How a station of the story stands: by the walk where one was made, else by how far the proof came. */
record StationColour(Report report) {
    private static final String GOOD = "good";
    private static final String BAD = "bad";
    private static final String OPEN = "open";
    private static final String CAMERA = "camera";

    /** {@code good}, {@code bad} or {@code open}: a station is as bad as the worst of its hops. */
    String of(SiteStory.Hop station) {
        var walked = report.way().stream()
                .filter(hop -> isOf(hop, station))
                .map(Hop::state)
                .toList();
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
            return cameras().anyMatch(StationColour::hasTalked) ? GOOD : OPEN;
        }
        return cameras()
                .filter(camera ->
                        station.name().equals(CAMERA + " " + camera.camera().name()))
                .findFirst()
                .map(camera -> camera.isProven() ? GOOD : hasTalked(camera) ? BAD : OPEN)
                .orElse(OPEN);
    }

    private Stream<CameraProof> cameras() {
        return report.proof().cameras().stream();
    }

    private static boolean hasTalked(CameraProof camera) {
        return camera.checks().stream().anyMatch(CameraProof.Check::good);
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
