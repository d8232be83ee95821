package dev.outpost.bench.router.apk;

import dev.outpost.bench.adb.ApkInfo;
import dev.outpost.bench.host.FileSystem;
import java.util.List;

/** Writes the database of an image: every package of it is wished for. */
public final class FreshDb {
    private FreshDb() {}

    /** Puts both files there. */
    public static void put(FileSystem files, List<ApkInfo> image) {
        var text = new StringBuilder();
        var world = new StringBuilder();
        for (var info : image) {
            text.append(new InstalledEntry(info, false, false, List.of()).text());
            world.append(info.name()).append('\n');
        }
        files.put(InstalledDb.FILE, text.toString(), 0644);
        files.put("/etc/apk/world", world.toString(), 0644);
    }
}
