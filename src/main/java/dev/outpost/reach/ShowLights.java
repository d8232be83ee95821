package dev.outpost.reach;

import dev.outpost.router.OwnFile;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.site.Site;
import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Whoever stands at the site sees on a phone whether line, tunnel and cameras are well: {@code http://ROUTER/outpost.html}, on the LAN only and
 * without a login, served by uhttpd where the router has it. It tells colours and ages and nothing that is secret.
 *
 * @param cameras name, address on the LAN and first port of each, parted by blanks
 */
public record ShowLights(List<String> cameras) implements Step<RouterFacts> {
    /** Brings {@code /www} and {@code /www/cgi-bin}, and comes with OpenWrt's own web pages. */
    private static final String SERVER = "uhttpd";

    private static final List<OwnFile> FILES = List.of(
            OwnFile.script("/www/cgi-bin/outpost", "lights", "tells how line, tunnel and cameras are, without secrets"),
            OwnFile.page("/www/outpost.html", "lights", "shows that to whoever is on its LAN"));

    public ShowLights {
        cameras = List.copyOf(cameras);
    }

    static ShowLights of(Site site) {
        return new ShowLights(site.cameras().stream()
                .flatMap(camera -> camera.services().stream()
                        .limit(1)
                        .map(service -> camera.name() + " " + camera.address() + " " + service.port()))
                .toList());
    }

    @Override
    public String title() {
        return "/outpost.html shows line, tunnel and cameras to whoever is on its LAN";
    }

    @Override
    public Finding check(RouterFacts router) {
        if (!router.has(SERVER)) {
            return Finding.satisfied("not made: the router has no " + SERVER);
        }
        var wanted =
                Sections.section("lights", "lights").list("camera", cameras).build();
        var changes = new ArrayList<Change>();
        SectionChange.missing(router, "outpost", wanted).ifPresent(changes::add);
        changes.addAll(new PutFiles(title(), FILES).check(router).changes());
        return Finding.of(changes, "as this version has it");
    }
}
