package dev.outpost.bench.uci;

import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.uci.UciPackage;
import dev.outpost.uci.UciParser;
import dev.outpost.uci.UciSyntaxException;
import dev.outpost.uci.UciWords;
import dev.outpost.uci.UciWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where configurations and staged changes lie.
 *
 * @param configFolder usually /etc/config
 * @param deltaFolders searched for staged changes, in order
 * @param saveFolder where changes are staged
 */
record Store(FileSystem files, String configFolder, List<String> deltaFolders, String saveFolder) {

    /** The names of all packages; a file with a dot or a blank in its name is none. */
    List<String> packages() throws UciFailure {
        try {
            return files.list(configFolder).stream().filter(UciWords::isPackage).toList();
        } catch (FileError missing) {
            throw UciFailure.notFound();
        }
    }

    /** A package with all staged changes. */
    Config load(String name) throws UciFailure {
        var config = loadCommitted(name);
        for (var delta : deltas(name)) {
            try {
                delta.applyTo(config);
            } catch (UciFailure passed) {
                // a change that fits nothing any more is left out
            }
        }
        return config;
    }

    Config loadCommitted(String name) throws UciFailure {
        return new Config(parse(name, read(configFolder + "/" + name)));
    }

    private String read(String path) throws UciFailure {
        try {
            return files.text(path);
        } catch (FileError missing) {
            throw UciFailure.notFound();
        } catch (IOException broken) {
            throw UciFailure.io();
        }
    }

    static UciPackage parse(String name, String text) throws UciFailure {
        try {
            return UciParser.parse(name, text);
        } catch (UciSyntaxException error) {
            throw UciFailure.parse(String.valueOf(error.getMessage()));
        }
    }

    List<Delta> deltas(String name) {
        var all = new ArrayList<Delta>();
        for (String folder : deltaFolders) {
            all.addAll(deltas(folder, name));
        }
        return all;
    }

    private List<Delta> deltas(String folder, String name) {
        try {
            return Delta.read(files.text(folder + "/" + name));
        } catch (IOException none) {
            return List.of();
        }
    }

    void stage(List<Delta> deltas) throws UciFailure {
        try {
            for (var delta : deltas) {
                try (var out = openDelta(delta.packageName(), true)) {
                    out.write(delta.line().getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException full) {
            throw UciFailure.io();
        }
    }

    private OutputStream openDelta(String name, boolean append) throws IOException {
        if (!files.isFolder(saveFolder)) {
            files.makeFolders(saveFolder);
            files.chmod(saveFolder, 0700);
        }
        return files.openWrite(saveFolder + "/" + name, append, 0600);
    }

    /** Forgets what was staged for a package but for the given changes. */
    void restage(String name, List<Delta> kept) throws UciFailure {
        try (var out = openDelta(name, false)) {
            for (var delta : kept) {
                out.write(delta.line().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException full) {
            throw UciFailure.io();
        }
    }

    /** Writes what was staged. On a full disk the file ends up empty and nobody is told, as with the real one. */
    void commit(String name) throws UciFailure {
        var config = load(name);
        var staged = deltas(saveFolder, name);
        if (staged.isEmpty()) {
            return;
        }
        write(config.value());
        restage(name, List.of());
    }

    /** Replaces a file by way of a temporary one; no result is checked. */
    void write(UciPackage configuration) {
        String path = configFolder + "/" + configuration.name();
        String draft = configFolder + "/." + configuration.name() + ".uci-AbCdEf";
        int mode = files.stat(path).map(stat -> stat.mode()).orElse(0600);
        var text = UciWriter.file(configuration).getBytes(StandardCharsets.UTF_8);
        try {
            writeOrEmpty(draft, mode, text);
            files.move(draft, path);
        } catch (IOException unchecked) {
            files.removeTree(draft);
        }
    }

    private void writeOrEmpty(String draft, int mode, byte[] text) throws IOException {
        files.openWrite(draft, false, mode).close();
        files.chmod(draft, mode);
        try {
            files.write(draft, text);
        } catch (FileError full) {
            files.write(draft, "");
        }
    }
}
