package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkDependency;
import dev.outpost.bench.host.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Which packages are there: {@code /lib/apk/db/installed}, and the wishes in {@code /etc/apk/world}; read anew by each command. */
public final class InstalledDb {
    static final String FILE = "/lib/apk/db/installed";
    private static final String WORLD = "/etc/apk/world";

    private final FileSystem files;
    private final TreeMap<String, InstalledEntry> entries = new TreeMap<>();
    private final TreeMap<String, ApkDependency> world = new TreeMap<>();

    public InstalledDb(FileSystem files) {
        this.files = files;
        var block = new ArrayList<String>();
        for (var line : (read(files, FILE) + "\n\n").split("\n", -1)) {
            if (!line.isEmpty()) {
                block.add(line);
            } else if (!block.isEmpty()) {
                put(InstalledEntry.parse(block));
                block.clear();
            }
        }
        ApkDependency.list(read(files, WORLD)).forEach(this::wish);
    }

    private static String read(FileSystem files, String path) {
        try {
            return files.exists(path) ? files.text(path) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Whether a package is there, broken or not: apk counts both (facts/behaviours.md#35). */
    public boolean hasInstalled(String name) {
        return entries.containsKey(name);
    }

    Optional<InstalledEntry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /** By name. */
    List<InstalledEntry> all() {
        return List.copyOf(entries.values());
    }

    void put(InstalledEntry entry) {
        entries.put(entry.info().name(), entry);
    }

    void remove(String name) {
        entries.remove(name);
    }

    List<ApkDependency> world() {
        return List.copyOf(world.values());
    }

    void wish(ApkDependency dependency) {
        world.put(dependency.name(), dependency);
    }

    void unwish(String name) {
        world.remove(name);
    }

    /** Bytes of everything. */
    long installed() {
        return entries.values().stream()
                .mapToLong(entry -> entry.info().installed())
                .sum();
    }

    Optional<InstalledEntry> ownerOf(String file) {
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
        world.values().forEach(wish -> wishes.append(wish).append('\n'));
        replace(WORLD, wishes.toString());
    }

    /** Under another name first: what was there stays whole when the flash is full. */
    private void replace(String path, String text) throws IOException {
        if (read(files, path).equals(text)) {
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
