package dev.outpost.router;

import dev.outpost.step.PlainFile;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.text.Hash;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import dev.outpost.text.feed.Dependency;
import dev.outpost.text.feed.FeedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder with packages for routers without internet, and its {@code index.json} ({@code outpost.bundle/1}).
 *
 * @param kernel the exact kernel build that its kernel packages are for
 * @param synthetic made by the virtual bench: nothing in it is OpenWrt's
 * @param items by name
 */
public record Bundle(
        Path folder, String release, String target, String kernel, boolean synthetic, Map<String, Item> items) {
    /** Where snakeyaml stops too; the largest index seen has 40 KiB. */
    private static final long INDEX = 3L << 20;

    /** No package for a router has more, in bytes. */
    private static final long PACKAGE = 64L << 20;

    static final String SCHEMA = "outpost.bundle/1";

    public Bundle {
        items = Map.copyOf(items);
    }

    /**
     * One package.
     *
     * @param sha256 of its file
     * @param size of its file (bytes)
     * @param installed what it takes when installed, as the release counts it (bytes); see {@link SizeMeaning}
     * @param depends with constraints where the feed told them
     * @param provides other names that it stands for
     */
    public record Item(
            String file,
            String name,
            String version,
            String sha256,
            Optional<Long> size,
            Optional<Long> installed,
            List<Dependency> depends,
            List<String> provides) {
        /** One of a feed, once its file is there. */
        public static Item of(FeedPackage from, String sha256, long size) {
            return new Item(
                    from.file(),
                    from.name(),
                    from.version(),
                    sha256,
                    Optional.of(size),
                    from.installed(),
                    from.depends(),
                    from.provides());
        }

        /** Known from the shipped table alone: no feed told of it yet. */
        public boolean isForeseen() {
            return version.isEmpty();
        }

        public Item {
            depends = List.copyOf(depends);
            provides = List.copyOf(provides);
            if (!FeedPackage.isPackage(file, name)) {
                throw new IllegalArgumentException("not a package: " + file + " " + name);
            }
        }
    }

    /** What a router's own feeds offer: it has no files, and nothing of it travels from here. */
    public static Bundle ofFeeds(RouterFacts.Board board, Map<String, Item> items) {
        return new Bundle(Path.of(""), board.release(), board.target(), board.kernel(), false, items);
    }

    /** Whether its files are here, and have to travel to the router. */
    public boolean hasFiles() {
        return !folder.toString().isEmpty();
    }

    /**
     * Reads the index.
     *
     * @throws ProblemException {@code PKG-NO-BUNDLE}, exit 3, when there is none; exit 2 when it is damaged
     */
    public static Bundle in(Path folder, String release, String target) {
        if (!Files.isReadable(folder.resolve("index.json"))) {
            throw new ProblemException(new Problem(
                    ProblemCode.PKG_NO_BUNDLE,
                    "there are no packages for OpenWrt " + release + " " + target + " in " + folder,
                    "the router has no internet before its modem works, so its drivers have to come from here",
                    "where there is internet: " + fetchCommand(release, target)
                            + "  (or name a folder that has them with --bundle DIR)"));
        }
        return in(folder);
    }

    /**
     * Reads the index of a folder that has one.
     *
     * @throws ProblemException exit 2 when it is damaged
     */
    public static Bundle in(Path folder) {
        var map = Yaml.file(folder.resolve("index.json"), INDEX);
        if (!map.requireString("schema").equals(SCHEMA)) {
            throw map.whereIs("schema").badValue("another schema", SCHEMA);
        }
        var items = new LinkedHashMap<String, Item>();
        for (var row : map.maps("files")) {
            var item = item(row);
            if (items.put(item.name(), item) != null) {
                throw row.whereIs("name").badValue("'" + item.name() + "' stands here twice", "each package once");
            }
        }
        return new Bundle(
                folder,
                map.requireString("release"),
                map.requireString("target"),
                map.requireString("kernel"),
                map.flag("synthetic").orElse(false),
                items);
    }

    private static Item item(YamlMap map) {
        return new Item(
                word(map, "file", FeedPackage.FILE_NAME, "a file's name without folders"),
                word(map, "name", FeedPackage.NAME, "a package's name"),
                map.requireString("version"),
                word(map, "sha256", "[0-9a-f]{64}", "64 hexadecimal digits"),
                bytes(map, "size"),
                bytes(map, "installed"),
                map.items("depends").stream()
                        .map(each -> each.text().as("a package's name, with a version at most", Dependency::parse))
                        .toList(),
                map.strings("provides"));
    }

    private static String word(YamlMap map, String key, String form, String expected) {
        return map.require(key).text().as(expected, text -> Optional.of(text).filter(word -> word.matches(form)));
    }

    /** No package takes 0 bytes: a 0 stands for what was not known. */
    private static Optional<Long> bytes(YamlMap map, String key) {
        return map.integer(key, 0, Integer.MAX_VALUE)
                .filter(number -> number > 0)
                .map(Integer::longValue);
    }

    /**
     * Compares a package's file with the index.
     *
     * @throws ProblemException {@code PKG-DAMAGED}, exit 3
     */
    public byte[] read(Item item) {
        try {
            var content = PlainFile.of(folder.resolve(item.file()), PACKAGE).bytes();
            if (Hash.sha256(content).equals(item.sha256())) {
                return content;
            }
        } catch (IOException e) {
            throw damaged(item, "the file is not there, or cannot be read");
        }
        throw damaged(item, "a bit flipped, or the download was cut short");
    }

    private ProblemException damaged(Item item, String because) {
        return new ProblemException(new Problem(
                ProblemCode.PKG_DAMAGED,
                item.file() + " in " + folder + " is not what index.json says",
                because,
                "fetch it again: " + fetchCommand(release, target)));
    }

    /** What to type where there is internet. */
    public static String fetchCommand(RouterFacts.Board board) {
        return fetchCommand(board.release(), board.target());
    }

    private static String fetchCommand(String release, String target) {
        return "outpost bundle --release " + release + " --target " + target;
    }
}
