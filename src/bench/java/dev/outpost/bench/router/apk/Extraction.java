package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkFile;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a package's content on the disk: under other names first, so that a full flash leaves what was there (facts/behaviours.md#34). */
final class Extraction {
    private final FileSystem files;
    private final InstalledDb database;
    private final ApkFile apk;
    private final Output err;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final List<String> placed = new ArrayList<>();
    private boolean clashes;

    Extraction(FileSystem files, InstalledDb database, ApkFile apk, Output err) {
        this.files = files;
        this.database = database;
        this.apk = apk;
        this.err = err;
    }

    /** Whether another package's file was in the way. */
    boolean hasClashes() {
        return clashes;
    }

    List<String> placed() {
        return placed;
    }

    /** @return false when the disk is full; nothing is left of it then */
    boolean run(boolean overwrites) {
        for (var item : apk.content()) {
            if (clashes(item) && !overwrites) {
                continue;
            }
            try {
                extract(item);
                placed.add(item.path());
            } catch (IOException full) {
                var words = Repositories.words(full);
                err.println("ERROR: " + apk.info().full() + ": failed to extract " + item.path() + ": " + words);
                err.println("ERROR: " + apk.info().full() + ": " + words);
                waiting.keySet().forEach(files::removeTree);
                return false;
            }
        }
        return rename();
    }

    private boolean clashes(ApkFile.Item item) {
        var owner = database.ownerOf(item.path())
                .filter(entry -> !entry.info().name().equals(apk.info().name()));
        owner.ifPresent(entry -> {
            if (!clashes) {
                err.println("ERROR: " + apk.info().full() + ": trying to overwrite " + item.path() + " owned by "
                        + entry.info().full() + ".");
            }
            clashes = true;
        });
        return owner.isPresent();
    }

    private void extract(ApkFile.Item item) throws IOException {
        var path = "/" + item.path();
        files.makeFolders(path.substring(0, Math.max(1, path.lastIndexOf('/'))));
        var temporary = path.substring(0, path.lastIndexOf('/') + 1) + ".apk.%08x".formatted(path.hashCode());
        waiting.put(temporary, destination(item, path));
        files.removeTree(temporary);
        if (!item.target().isEmpty()) {
            files.symlink(item.target(), temporary);
        } else {
            files.write(temporary, item.bytes());
            files.chmod(temporary, item.mode());
        }
    }

    /** A file below /etc that somebody wrote stays; the package's goes beside it. */
    private String destination(ApkFile.Item item, String path) throws IOException {
        var isOther = item.path().startsWith("etc/")
                && item.target().isEmpty()
                && files.exists(path)
                && !files.isFolder(path)
                && !Arrays.equals(files.read(path), item.bytes());
        return isOther ? path + ".apk-new" : path;
    }

    private boolean rename() {
        try {
            for (var entry : waiting.entrySet()) {
                files.move(entry.getKey(), entry.getValue());
            }
            return true;
        } catch (FileError stuck) {
            err.println("ERROR: " + apk.info().full() + ": " + stuck.words());
            return false;
        }
    }
}
