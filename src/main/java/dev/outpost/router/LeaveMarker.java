package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;

/**
 * The router says whose it is, so that another laptop can go on.
 *
 * @param cameras name, address and tunnel address of each, parted by blanks
 */
public record LeaveMarker(String site, String relay, String tunnel, List<String> cameras) implements Step<RouterFacts> {
    @Override
    public String title() {
        return "the router says that it belongs to " + site;
    }

    @Override
    public Finding check(RouterFacts router) {
        var wanted = Sections.section("site", "site")
                .option("name", site)
                .option("relay", relay)
                .option("tunnel", tunnel)
                .list("camera", cameras)
                .keeping("run")
                .build();
        return Finding.of(
                SectionChange.missing(router, "outpost", wanted).stream().toList(), "its marker says " + site);
    }
}
