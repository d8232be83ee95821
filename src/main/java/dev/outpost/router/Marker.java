package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Step;
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

    /**
     * The router says whose it is, so that another laptop can go on.
     *
     * @param cameras name, address and tunnel address of each, parted by blanks
     */
    public static Step<RouterFacts> step(String site, String relay, String tunnel, List<String> cameras) {
        var wanted = Sections.section("site", "site")
                .option("name", site)
                .option("relay", relay)
                .option("tunnel", tunnel)
                .list("camera", cameras)
                .keeping("run")
                .build();
        return Step.of(
                "the router says that it belongs to " + site,
                router -> Finding.of(
                        SectionChange.missing(router, "outpost", wanted).stream()
                                .toList(),
                        "its marker says " + site));
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
