package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a package's files and the lists about them: scripts first, then the files, the list of these at the end.
 *
 * <p>On a flash that is full it is as careless as the real one: a file that does not fit is cut short and nothing is said (recorded,
 * opkg-24.10, record 066); only what cannot even be made is an error, and everything written before it stays.
 */
record Unpacker(FileSystem files) {
    void unpack(Ipk ipk) throws IOException {
        var name = ipk.control().name();
        files.makeFolders("/usr/lib/opkg/info");
        put(Database.INFO + name + ".control", bytes(ipk.control().text().stripTrailing() + "\n"), 0644);
        for (var script : ipk.scripts().entrySet()) {
            put(
                    Database.INFO + name + "." + script.getKey(),
                    script.getValue(),
                    script.getKey().equals("conffiles") ? 0644 : 0755);
        }
        for (var entry : ipk.data()) {
            if (entry.isFolder()) {
                files.makeFolders(entry.path());
            } else {
                place(entry);
            }
        }
        var list = new StringBuilder();
        ipk.data().stream()
                .filter(entry -> !entry.isFolder())
                .forEach(entry -> list.append(entry.path()).append('\n'));
        put(Database.INFO + name + ".list", bytes(list.toString()), 0644);
    }

    private void place(Ipk.Entry entry) throws IOException {
        var slash = entry.path().lastIndexOf('/');
        files.makeFolders(slash == 0 ? "/" : entry.path().substring(0, slash));
        if (!entry.target().isEmpty()) {
            files.removeTree(entry.path());
            files.symlink(entry.target(), entry.path());
            return;
        }
        put(entry.path(), entry.content(), entry.mode());
    }

    private void put(String path, byte[] content, int mode) throws IOException {
        if (content.length > 0 && files.mountOf(path).free() == 0) {
            throw new FileError(Errno.ENOSPC, path);
        }
        try {
            files.write(path, content);
        } catch (FileError cut) {
            if (cut.errno() != Errno.ENOSPC) {
                throw cut;
            }
        }
        files.chmod(path, mode);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
