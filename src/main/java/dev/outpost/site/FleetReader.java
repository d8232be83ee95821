package dev.outpost.site;

import dev.outpost.step.ProblemCode;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlList;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code fleet.yaml}: what the units share under {@code defaults}, and a short entry for each unit that is laid over it
 * key by key; lists are replaced. In a unit, {@code reach} and {@code mac} stand for the router's, {@code sim} for the modem's
 * {@code apn} and {@code pin}, and {@code camera} is laid over the first camera.
 */
final class FleetReader {
    private static final String[] SHARED = {"router", "modem", "access", "viewers", "admins", "cameras"};
    private static final String[] UNIT = {
        "site", "reach", "mac", "camera", "sim", "router", "modem", "access", "viewers", "admins", "cameras"
    };
    private static final List<String> OF_ROUTER = List.of("reach", "mac");
    private static final List<String> SHORT = List.of("reach", "mac", "camera", "sim");

    private final YamlMap root;
    private final Path file;
    private final Unique names = new Unique("site name");
    private final Unique reaches = new Unique("address of a unit");

    FleetReader(YamlMap root, Path file) {
        this.root = root;
        this.file = file;
    }

    Fleet read() {
        root.only("defaults", "units");
        var defaults =
                root.map("defaults").orElseGet(() -> Nodes.empty(root.place())).only(SHARED);
        var sites = new ArrayList<Site>();
        for (var unit : units()) {
            sites.add(site(unit.only(UNIT), defaults));
        }
        if (sites.isEmpty()) {
            throw root.whereIs("units").badValue("no unit at all", "at least one {site: NAME, reach: ADDRESS}");
        }
        return new Fleet(sites, file);
    }

    private Site site(YamlMap unit, YamlMap defaults) {
        names.claim(unit.require("site").text());
        var whole = Nodes.over(defaults, spread(unit, defaults));
        whole.map("router").flatMap(router -> router.text("reach")).ifPresentOrElse(reaches::claim, () -> {
            throw unit.whereIs("site")
                    .problem(
                            ProblemCode.FILE_MISSING_KEY,
                            "'reach' is missing",
                            "expected where this unit answers: " + Reach.EXPECTED,
                            "add 'reach: ...'");
        });
        return new SiteReader(whole, file).read();
    }

    private List<YamlMap> units() {
        var units = root.require("units");
        return units instanceof YamlText csv
                ? UnitTable.read(Values.path(csv, file), csv.place())
                : units.list().maps();
    }

    /** The unit with its short words put where a site file has them. */
    private static YamlMap spread(YamlMap unit, YamlMap defaults) {
        var spread = Nodes.without(unit, SHORT);
        var router = Nodes.over(part(unit, "router"), Nodes.pick(unit, OF_ROUTER));
        spread = Nodes.with(spread, "router", router, unit.whereIs("reach"));
        var sim = unit.map("sim");
        if (sim.isPresent()) {
            var modem = Nodes.over(part(unit, "modem"), sim.get().only("apn", "pin"));
            spread = Nodes.with(spread, "modem", modem, unit.whereIs("sim"));
        }
        var camera = unit.map("camera");
        return camera.isPresent()
                ? Nodes.with(spread, "cameras", cameras(unit, defaults, camera.get()), unit.whereIs("camera"))
                : spread;
    }

    private static YamlList cameras(YamlMap unit, YamlMap defaults, YamlMap first) {
        var usual = unit.get("cameras").isPresent() ? unit.maps("cameras") : defaults.maps("cameras");
        var cameras = new ArrayList<Yaml>(usual);
        if (cameras.isEmpty()) {
            cameras.add(first);
        } else {
            cameras.set(0, Nodes.over(usual.getFirst(), first));
        }
        return new YamlList(first.place(), cameras);
    }

    private static YamlMap part(YamlMap unit, String key) {
        return unit.map(key).orElseGet(() -> Nodes.empty(unit.place()));
    }
}
