package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkFile;
import dev.outpost.bench.adb.ApkInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every package that a command knows of: installed ones, those of indexes and the files that were named. */
final class Universe {
    private final Map<String, ApkInfo> all = new TreeMap<>();
    private final Map<String, String> index = new LinkedHashMap<>();
    private final Map<String, ApkFile> files = new LinkedHashMap<>();
    private final InstalledDb database;

    Universe(InstalledDb database) {
        this.database = database;
        database.all().forEach(entry -> all.put(key(entry.info()), entry.info()));
    }

    /** One build of one version. */
    private static String key(ApkInfo info) {
        return info.name() + " " + info.version() + " " + info.identity();
    }

    void add(Repositories repositories) {
        repositories
                .packages()
                .forEach((address, packages) -> packages.forEach(info -> {
                    all.putIfAbsent(key(info), info);
                    index.putIfAbsent(key(info), address);
                }));
    }

    void add(ApkFile file) {
        all.put(key(file.info()), file.info());
        files.put(key(file.info()), file);
    }

    int distinct() {
        return all.size();
    }

    Collection<ApkInfo> all() {
        return all.values();
    }

    boolean knows(String name) {
        return all.values().stream().anyMatch(info -> info.name().equals(name));
    }

    /** Packages that bear the name or stand for it. */
    List<ApkInfo> providers(String name) {
        var found = new ArrayList<ApkInfo>();
        all.values().stream().filter(info -> info.names().contains(name)).forEach(found::add);
        return found;
    }

    boolean isInstalled(ApkInfo info) {
        return database.find(info.name())
                .filter(entry -> key(entry.info()).equals(key(info)))
                .isPresent();
    }

    Optional<ApkFile> file(ApkInfo info) {
        return Optional.ofNullable(files.get(key(info)));
    }

    /** The address of the index that has it. */
    Optional<String> index(ApkInfo info) {
        return Optional.ofNullable(index.get(key(info)));
    }
}
