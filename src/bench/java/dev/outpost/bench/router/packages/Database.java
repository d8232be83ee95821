package dev.outpost.bench.router.packages;

import dev.outpost.bench.host.FileSystem;
import dev.outpost.text.feed.Dependency;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which packages are there: {@code /usr/lib/opkg/status} and the lists beside it, read anew by each command. */
final class Database {
    static final String INFO = "/usr/lib/opkg/info/";
    private static final String STATUS = "/usr/lib/opkg/status";

    private final FileSystem files;
    private final Map<String, Stanza> stanzas = new LinkedHashMap<>();

    Database(FileSystem files) {
        this.files = files;
        try {
            Stanza.parseAll(files.text(STATUS)).forEach(this::put);
        } catch (IOException unreadable) {
            stanzas.clear();
        }
    }

    List<Stanza> all() {
        return List.copyOf(stanzas.values());
    }

    Optional<Stanza> find(String name) {
        return Optional.ofNullable(stanzas.get(name));
    }

    boolean meets(Dependency dependency) {
        return stanzas.values().stream()
                .filter(stanza -> stanza.isInstalled() || stanza.isUnpacked())
                .anyMatch(stanza -> stanza.meets(dependency));
    }

    void put(Stanza stanza) {
        stanzas.put(stanza.name(), stanza);
    }

    void remove(String name) {
        stanzas.remove(name);
    }

    /**
     * Writes the status file once, at the end of a command, in its place: what does not fit is lost, and the command ends with 0 all the
     * same. The order is that of a hash table, so what is lost is anybody's.
     */
    void save(List<String> errors) {
        try {
            files.makeFolders("/usr/lib/opkg");
            files.write(
                    STATUS,
                    stanzas.values().stream()
                            .sorted(Comparator.comparingInt(
                                    stanza -> stanza.name().hashCode()))
                            .map(Stanza::text)
                            .collect(Collectors.joining()));
        } catch (IOException full) {
            errors.add(
                    " * opkg_conf_write_status_files: Couldn't close //usr/lib/opkg/status: No space left on device.");
        }
    }

    List<String> filesOf(String name) throws IOException {
        var list = INFO + name + ".list";
        return files.exists(list) ? files.text(list).lines().toList() : List.of();
    }

    Optional<String> ownerOf(String path) throws IOException {
        for (var name : stanzas.keySet()) {
            if (filesOf(name).contains(path)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
