package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.FileSystem;
import dev.outpost.text.feed.Dependency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which packages are there: {@code /usr/lib/opkg/status} and the lists beside it, read anew by each command. */
public final class Database {
    static final String INFO = "/usr/lib/opkg/info/";
    private static final String STATUS = "/usr/lib/opkg/status";

    private final FileSystem files;
    private final List<Stanza> stanzas;

    public Database(FileSystem files) {
        this.files = files;
        this.stanzas = new ArrayList<>(Stanza.parseAll(read(files)));
    }

    private static String read(FileSystem files) {
        try {
            return files.exists(STATUS) ? files.text(STATUS) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Whether a package is there and configured. */
    public boolean hasInstalled(String name) {
        return find(name).filter(Stanza::isInstalled).isPresent();
    }

    List<Stanza> all() {
        return List.copyOf(stanzas);
    }

    Optional<Stanza> find(String name) {
        return stanzas.stream().filter(stanza -> stanza.name().equals(name)).findFirst();
    }

    /** Whether something installed meets it. */
    boolean meets(Dependency dependency) {
        return stanzas.stream()
                .filter(stanza -> stanza.isInstalled() || stanza.isUnpacked())
                .anyMatch(stanza -> stanza.meets(dependency));
    }

    void put(Stanza stanza) {
        remove(stanza.name());
        stanzas.add(stanza);
    }

    void remove(String name) {
        stanzas.removeIf(stanza -> stanza.name().equals(name));
    }

    /**
     * Writes the status file once, at the end of a command, in its place: what does not fit is lost, and the command ends with 0 all the
     * same. The order is that of a hash table, so what is lost is anybody's.
     */
    void save(Errors errors) {
        var text = new StringBuilder();
        stanzas.stream()
                .sorted(Comparator.comparingInt(stanza -> stanza.name().hashCode()))
                .forEach(stanza -> text.append(stanza.text()));
        try {
            files.makeFolders("/usr/lib/opkg");
            files.write(STATUS, text.toString());
        } catch (IOException full) {
            errors.add(
                    "opkg_conf_write_status_files", "Couldn't close //usr/lib/opkg/status: No space left on device.");
        }
    }

    /** Files of a package, from its list. */
    List<String> filesOf(String name) throws IOException {
        var list = INFO + name + ".list";
        return files.exists(list) ? files.text(list).lines().toList() : List.of();
    }

    Optional<String> ownerOf(String path) throws IOException {
        for (var stanza : stanzas) {
            if (filesOf(stanza.name()).contains(path)) {
                return Optional.of(stanza.name());
            }
        }
        return Optional.empty();
    }
}
