package dev.outpost.bench.uci;

import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciParser;
import dev.outpost.uci.UciSyntaxException;
import dev.outpost.uci.UciWords;
import dev.outpost.uci.UciWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The configurations in /etc/config, and the changes that are staged for them.
 *
 * @param stage the folder of those: /tmp/.uci, or what -t names
 */
record Store(FileSystem files, String stage) {
    private static final String CONFIG = "/etc/config/";

    /** The names of all packages; a file with a dot or a blank in its name is none. */
    List<String> packages() throws UciFailure {
        try {
            return files.list(CONFIG).stream().filter(UciWords::isPackage).toList();
        } catch (FileError missing) {
            throw UciFailure.notFound();
        }
    }

    UciPackage load(String name) throws UciFailure {
        var config = committed(name);
        for (var delta : deltas(name)) {
            try {
                config = delta.applied(config);
            } catch (UciFailure passed) {
                // a change that fits nothing any more is left out
            }
        }
        return config;
    }

    UciPackage committed(String name) throws UciFailure {
        try {
            return UciParser.parse(name, files.text(CONFIG + name));
        } catch (FileError missing) {
            throw UciFailure.notFound();
        } catch (IOException broken) {
            throw new UciFailure(UciFailure.IO);
        } catch (UciSyntaxException error) {
            throw new UciFailure(String.valueOf(error.getMessage()));
        }
    }

    List<Delta> deltas(String name) {
        try {
            return Delta.read(files.text(stage + "/" + name));
        } catch (IOException none) {
            return List.of();
        }
    }

    void stage(Delta delta) throws UciFailure {
        write(delta.packageName(), List.of(delta), true);
    }

    /** Forgets what was staged for a package but for the given changes. */
    void restage(String name, List<Delta> kept) throws UciFailure {
        write(name, kept, false);
    }

    private void write(String name, List<Delta> deltas, boolean append) throws UciFailure {
        try {
            if (!files.isFolder(stage)) {
                files.makeFolders(stage);
                files.chmod(stage, 0700);
            }
            try (var out = files.openWrite(stage + "/" + name, append, 0600)) {
                for (var delta : deltas) {
                    out.write(delta.line().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException full) {
            throw new UciFailure(UciFailure.IO);
        }
    }

    /**
     * Writes what was staged, by way of a temporary file; no result is checked. On a full disk the file ends up empty and nobody is told, as
     * with the real one.
     */
    void commit(String name) throws UciFailure {
        var config = load(name);
        if (deltas(name).isEmpty()) {
            return;
        }
        String path = CONFIG + name;
        String draft = CONFIG + "." + name + ".uci-AbCdEf";
        int mode = files.stat(path).map(stat -> stat.mode()).orElse(0600);
        try {
            files.openWrite(draft, false, mode).close();
            files.chmod(draft, mode);
            writeOrEmpty(draft, UciWriter.file(config));
            files.move(draft, path);
        } catch (IOException unchecked) {
            files.removeTree(draft);
        }
        restage(name, List.of());
    }

    private void writeOrEmpty(String draft, String text) throws IOException {
        try {
            files.write(draft, text);
        } catch (FileError full) {
            files.write(draft, "");
        }
    }
}
