package dev.outpost.site;

import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.EveryMistake;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Site and fleet files, from the disk to checked values. Every mistake is a {@link ProblemException} with exit 2. */
public final class SiteFiles {
    private SiteFiles() {}

    /** One site. A fleet file is refused. */
    public static Site site(Path file) {
        var root = root(file);
        if (isFleet(root)) {
            throw root.place().badValue("this is a fleet file", "a site file; for a fleet: outpost batch " + file);
        }
        return site(root, file);
    }

    private static Site site(YamlMap root, Path file) {
        return EveryMistake.read(root, tree -> new SiteReader(tree, file).read());
    }

    /** A fleet. A site file is a fleet of one. */
    public static Fleet fleet(Path file) {
        var root = root(file);
        return isFleet(root)
                ? EveryMistake.read(FleetReader.withUnits(root, file), tree -> new FleetReader(tree, file).read())
                : new Fleet(List.of(site(root, file)), file);
    }

    /** The sites of all these files, site or fleet; a name that stands in two of them is refused. */
    public static List<Site> all(List<Path> files) {
        var sites = new ArrayList<Site>();
        var owners = new HashMap<String, Path>();
        for (var file : files) {
            for (var site : fleet(file).sites()) {
                var other = owners.putIfAbsent(site.name(), file);
                if (other != null) {
                    throw new ProblemException(ProblemCode.FILE_SAME_SITE.problem(
                            file + ":1:1: site " + site.name() + " stands in " + other + " too",
                            "expected each site once",
                            "leave one of the two files out"));
                }
                sites.add(site);
            }
        }
        return sites;
    }

    /** A relay file by itself, for {@code relay show}; its name is the file's. */
    public static RelayFile relay(Path file) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
        return RelayReader.read(name, file);
    }

    private static boolean isFleet(YamlMap root) {
        return root.values().containsKey("units") || root.values().containsKey("defaults");
    }

    private static YamlMap root(Path file) {
        if (Files.isDirectory(file)) {
            throw new ProblemException(ProblemCode.FILE_UNREADABLE.problem(
                    file + ":1:1: this is a folder",
                    "expected a site file",
                    "name the file in it: " + file.resolve("site.yaml")));
        }
        return Yaml.file(file);
    }
}
