package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.text.feed.Dependency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which packages are there: {@code /lib/apk/db/installed}, and the wishes in {@code /etc/apk/world}; read anew by each command. */
public final class InstalledDb {
    private static final String FILE = "/lib/apk/db/installed";
    private static final String WORLD = "/etc/apk/world";

    private final FileSystem files;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, Dependency> world = new TreeMap<>();

    InstalledDb(FileSystem files) {
        this.files = files;
        for (var block : read(FILE).split("\n\n")) {
            if (!block.isBlank()) {
                put(Entry.parse(block));
            }
        }
        ApkInfo.wishes(read(WORLD)).forEach(wish -> world.put(wish.name(), wish));
    }

    /** Writes the database of an image: every package of it is wished for. */
    public static void flash(FileSystem files, List<ApkInfo> image) {
        var text = new StringBuilder();
        var world = new StringBuilder();
        for (var info : image) {
            text.append(new Entry(info, "", List.of()).text());
            world.append(info.name()).append('\n');
        }
        files.put(FILE, text.toString(), 0644);
        files.put(WORLD, world.toString(), 0644);
    }

    /**
     * A package in the database.
     *
     * @param broken {@code f} where its files did not all get where they belong, {@code s} where its script failed
     * @param files their paths without a leading slash
     */
    record Entry(ApkInfo info, String broken, List<String> files) {
        /** Whole packages have this flag as well: their hashes are SHA-256, cut to 160 bits (apk-tools' database.c). */
        private static final String SHORT_HASHES = "S";

        Entry {
            files = List.copyOf(files);
        }

        private static Entry parse(String block) {
            var fields = new HashMap<String, String>();
            var files = new ArrayList<String>();
            for (var line : block.strip().split("\n")) {
                var value = line.substring(Math.min(2, line.length()));
                if (line.startsWith("R:")) {
                    files.add(fields.getOrDefault("F", "").isEmpty() ? value : fields.get("F") + "/" + value);
                } else {
                    fields.put(line.substring(0, 1), value);
                }
            }
            var info = new ApkInfo(
                    fields.getOrDefault("P", ""),
                    fields.getOrDefault("V", ""),
                    fields.getOrDefault("C", ""),
                    fields.getOrDefault("A", ""),
                    Long.parseLong(fields.getOrDefault("S", "0")),
                    Long.parseLong(fields.getOrDefault("I", "0")),
                    ApkInfo.wishes(fields.getOrDefault("D", "")),
                    ApkInfo.wishes(fields.getOrDefault("p", "")));
            return new Entry(info, fields.getOrDefault("f", "").replace(SHORT_HASHES, ""), files);
        }

        private String text() {
            var text = new StringBuilder("C:" + info.identity() + "\nP:" + info.name() + "\nV:" + info.version()
                    + "\nA:"
                    + info.architecture() + "\nS:" + info.size() + "\nI:" + info.installed() + "\nL:GPL-2.0\no:"
                    + info.name() + "\n" + line("D:", info.depends()) + line("p:", info.provides()) + "f:" + broken
                    + SHORT_HASHES + "\n");
            var folder = "";
            for (var file : files) {
                var where = file.substring(0, Math.max(0, file.lastIndexOf('/')));
                if (!where.equals(folder)) {
                    text.append("F:").append(where).append('\n');
                    folder = where;
                }
                text.append("R:" + file.substring(file.lastIndexOf('/') + 1) + "\n");
            }
            return text.append('\n').toString();
        }

        private static String line(String key, List<Dependency> list) {
            return list.isEmpty() ? "" : key + ApkInfo.text(list) + "\n";
        }
    }

    private String read(String path) {
        try {
            return files.exists(path) ? files.text(path) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    void put(Entry entry) {
        entries.put(entry.info().name(), entry);
    }

    void remove(String name) {
        entries.remove(name);
    }

    Map<String, Dependency> world() {
        return world;
    }

    long installed() {
        return entries.values().stream()
                .mapToLong(entry -> entry.info().installed())
                .sum();
    }

    Optional<Entry> ownerOf(String file) {
        return entries.values().stream()
                .filter(entry -> entry.files().contains(file))
                .findFirst();
    }

    /** @throws IOException when the flash is full */
    void save() throws IOException {
        var text = new StringBuilder();
        entries.values().forEach(entry -> text.append(entry.text()));
        replace(FILE, text.toString());
        var wishes = new StringBuilder();
        world.values().forEach(wish -> wishes.append(ApkInfo.text(wish)).append('\n'));
        replace(WORLD, wishes.toString());
    }

    /** Under another name first: what was there stays whole when the flash is full. */
    private void replace(String path, String text) throws IOException {
        if (read(path).equals(text)) {
            return;
        }
        try {
            files.write(path + ".new", text);
        } catch (IOException full) {
            files.removeTree(path + ".new");
            throw full;
        }
        files.move(path + ".new", path);
    }
}
