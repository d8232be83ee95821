package dev.outpost.router;

import dev.outpost.uci.UciPackage;
import java.util.List;
import java.util.Optional;

/**
 * What our uci package {@code outpost} on the router says: whose it is. No secrets.
 *
 * @param site the site it belongs to
 * @param run the run that finished it
 */
public record Marker(String site, String run, String relay, String tunnel, List<String> cameras) {
    public Marker {
        cameras = List.copyOf(cameras);
    }

    static Optional<Marker> in(UciPackage outpost) {
        return outpost.section("site")
                .filter(section -> section.value("name").isPresent())
                .map(section -> new Marker(
                        section.value("name").orElse(""),
                        section.value("run").orElse(""),
                        section.value("relay").orElse(""),
                        section.value("tunnel").orElse(""),
                        section.list("camera")));
    }
}
