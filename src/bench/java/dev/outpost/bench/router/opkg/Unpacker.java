package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.FileSystem;
import java.io.IOException;

/** Writes a package's files and the lists about them. */
record Unpacker(FileSystem files) {
    void unpack(Ipk ipk) throws IOException {
        var name = ipk.control().name();
        for (var entry : ipk.data()) {
            if (entry.isFolder()) {
                files.makeFolders(entry.path());
            } else {
                place(entry);
            }
        }
        files.makeFolders("/usr/lib/opkg/info");
        files.write(Database.INFO + name + ".control", ipk.control().text().stripTrailing() + "\n");
        var list = new StringBuilder();
        ipk.data().stream()
                .filter(entry -> !entry.isFolder())
                .forEach(entry -> list.append(entry.path()).append('\n'));
        files.write(Database.INFO + name + ".list", list.toString());
        for (var script : ipk.scripts().entrySet()) {
            var path = Database.INFO + name + "." + script.getKey();
            files.write(path, script.getValue());
            files.chmod(path, script.getKey().equals("conffiles") ? 0644 : 0755);
        }
    }

    private void place(Ipk.Entry entry) throws IOException {
        var slash = entry.path().lastIndexOf('/');
        files.makeFolders(slash == 0 ? "/" : entry.path().substring(0, slash));
        if (!entry.target().isEmpty()) {
            files.removeTree(entry.path());
            files.symlink(entry.target(), entry.path());
            return;
        }
        files.write(entry.path(), entry.content());
        files.chmod(entry.path(), entry.mode());
    }
}
