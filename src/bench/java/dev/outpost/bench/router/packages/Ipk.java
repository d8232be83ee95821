package dev.outpost.bench.router.packages;

import dev.outpost.bench.bundle.Item;
import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A package file: a gzip tar of {@code debian-binary}, {@code data.tar.gz} and {@code control.tar.gz}.
 *
 * @param scripts maintainer scripts and lists by name, e.g. {@code postinst}, {@code conffiles}
 * @param data what it brings, in order
 * @param address where it has to be fetched first; empty for a file at hand
 */
record Ipk(Stanza control, Map<String, byte[]> scripts, List<Item> data, String address) {
    /** One that a list names: nothing inside is known before it is fetched. */
    static Ipk offered(Stanza stanza, String address) {
        return new Ipk(stanza, Map.of(), List.of(), address);
    }

    /**
     * Reads a package.
     *
     * @throws IOException when it is not one
     */
    static Ipk parse(byte[] file) throws IOException {
        var parts = contents(items(file));
        var scripts = contents(items(part(parts, "control.tar.gz")));
        var control = Stanza.parse(new String(part(scripts, "control"), StandardCharsets.UTF_8));
        scripts.remove("control");
        return new Ipk(control, scripts, items(part(parts, "data.tar.gz")), "");
    }

    private static byte[] part(Map<String, byte[]> parts, String name) throws IOException {
        var part = parts.get(name);
        if (part == null) {
            throw new IOException("no " + name + " inside");
        }
        return part;
    }

    private static Map<String, byte[]> contents(List<Item> items) {
        var contents = new LinkedHashMap<String, byte[]>();
        items.forEach(item -> contents.put(item.path(), item.bytes()));
        return contents;
    }

    /** Files and links of a packed tar; folders are made for what lies in them. */
    private static List<Item> items(byte[] gzip) throws IOException {
        var list = new ArrayList<Item>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(gzip)))) {
            for (var next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
                if (!next.isDirectory()) {
                    var path = next.getName().replaceFirst("^\\.?/*", "");
                    var target = next.isSymbolicLink() ? next.getLinkName() : "";
                    list.add(new Item(path, next.getMode() & 07777, tar.readAllBytes(), target));
                }
            }
        }
        return list;
    }

    /**
     * Writes its files and the lists about them: scripts first, then the files, the list of these at the end.
     *
     * <p>On a flash that is full it is as careless as the real one: a file that does not fit is cut short and nothing is said (recorded,
     * opkg-24.10, record 066); only what cannot even be made is an error, and everything written before it stays.
     */
    void unpack(FileSystem files) throws IOException {
        var info = Database.INFO + control.name() + ".";
        files.makeFolders("/usr/lib/opkg/info");
        put(files, info + "control", bytes(control.text().stripTrailing() + "\n"), 0644);
        for (var script : scripts.entrySet()) {
            var mode = script.getKey().equals("conffiles") ? 0644 : 0755;
            put(files, info + script.getKey(), script.getValue(), mode);
        }
        var list = new StringBuilder();
        for (var item : data) {
            var path = "/" + item.path();
            list.append(path).append('\n');
            files.makeFolders("/" + item.folder());
            if (item.isLink()) {
                files.removeTree(path);
                files.symlink(item.target(), path);
            } else {
                put(files, path, item.bytes(), item.mode());
            }
        }
        put(files, info + "list", bytes(list.toString()), 0644);
    }

    private static void put(FileSystem files, String path, byte[] content, int mode) throws IOException {
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
