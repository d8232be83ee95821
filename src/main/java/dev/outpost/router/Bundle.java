package dev.outpost.router;

import dev.outpost.profile.Yaml;
import dev.outpost.profile.YamlMap;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A folder with packages for routers without internet, and its {@code index.json} ({@code outpost.bundle/1}).
 *
 * @param kernel the exact kernel build that its kernel packages are for
 * @param synthetic made by the virtual bench: nothing in it is OpenWrt's
 */
public record Bundle(
        Path folder, String release, String target, String kernel, boolean synthetic, Map<String, Item> items) {
    private static final String SCHEMA = "outpost.bundle/1";

    public Bundle {
        items = Map.copyOf(items);
    }

    /**
     * One package.
     *
     * @param installed what it takes when installed, as the release counts it (bytes)
     */
    public record Item(String file, String name, String version, String sha256, long installed, List<String> depends) {
        public Item {
            depends = List.copyOf(depends);
            if (!file.matches("[A-Za-z0-9][A-Za-z0-9._+~-]{0,127}") || !name.matches("[a-z0-9][a-z0-9._+-]{0,63}")) {
                throw new IllegalArgumentException("not a package: " + file + " " + name);
            }
        }
    }

    /**
     * Reads the index.
     *
     * @throws ProblemException {@code PKG-NO-BUNDLE}, exit 3, when there is none; exit 2 when it is damaged
     */
    public static Bundle in(Path folder, String release, String target) {
        var index = folder.resolve("index.json");
        if (!Files.isReadable(index)) {
            throw new ProblemException(Problem.blocked(
                    "PKG-NO-BUNDLE",
                    "there are no packages for OpenWrt " + release + " " + target + " in " + folder,
                    "the router has no internet before its modem works, so its drivers have to come from here",
                    "fetch them where there is internet, then name the folder with --bundle DIR"));
        }
        var map = Yaml.file(index);
        if (!map.requireString("schema").equals(SCHEMA)) {
            throw map.whereIs("schema").badValue("another schema", SCHEMA);
        }
        return new Bundle(
                folder,
                map.requireString("release"),
                map.requireString("target"),
                map.requireString("kernel"),
                map.flag("synthetic").orElse(false),
                map.maps("files").stream().map(Bundle::item).collect(Collectors.toMap(Item::name, item -> item)));
    }

    private static Item item(YamlMap map) {
        return new Item(
                map.requireString("file"),
                map.requireString("name"),
                map.requireString("version"),
                map.requireString("sha256"),
                map.integer("installed", 0, Integer.MAX_VALUE).orElse(0),
                map.strings("depends"));
    }
}
