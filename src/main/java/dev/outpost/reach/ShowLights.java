package dev.outpost.reach;

import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.Sections;
import dev.outpost.site.Site;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;

/**
 * Whoever stands at the site sees on a phone whether line, tunnel and cameras are well: {@code http://ROUTER/outpost.html}, on the LAN only and
 * without a login, served by uhttpd where the router has it. It tells colours and ages and nothing that is secret.
 */
final class ShowLights {
    private static final String TITLE = "/outpost.html shows line, tunnel and cameras to whoever is on its LAN";

    /** Brings {@code /www} and {@code /www/cgi-bin}, and comes with OpenWrt's own web pages. */
    private static final String SERVER = "uhttpd";

    private static final List<OwnFile> FILES = List.of(
            OwnFile.script("/www/cgi-bin/outpost", "lights", "tells how line, tunnel and cameras are, without secrets"),
            OwnFile.page("/www/outpost.html", "lights", "shows that to whoever is on its LAN"));

    private ShowLights() {}

    static Step<RouterFacts> of(Site site) {
        var cameras = site.cameras().stream()
                .flatMap(camera -> camera.services().stream()
                        .limit(1)
                        .map(service -> camera.name() + " " + camera.address() + " " + service.port()))
                .toList();
        var section =
                Sections.section("lights", "lights").list("camera", cameras).build();
        return Step.of(
                TITLE,
                router -> router.has(SERVER)
                        ? PutFiles.check(TITLE, section, FILES, "as this version has it", router)
                        : Finding.satisfied("not made: the router has no " + SERVER));
    }
}
