package dev.outpost.bench.router.opkg;

import dev.outpost.bench.host.Errno;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A package file: a gzip tar of {@code debian-binary}, {@code data.tar.gz} and {@code control.tar.gz}.
 *
 * @param scripts maintainer scripts and lists by name, e.g. {@code postinst}, {@code conffiles}
 * @param data what it brings, in order
 * @param address where it has to be fetched first; empty for a file at hand
 */
record Ipk(Stanza control, Map<String, byte[]> scripts, List<Entry> data, String address) {
    /** One that a list names: nothing inside is known before it is fetched. */
    static Ipk offered(Stanza stanza, String address) {
        return new Ipk(stanza, Map.of(), List.of(), address);
    }

    /** A file ({@code content}), a link ({@code target}) or a folder (neither); the path is absolute. */
    static final class Entry {
        private final String path;
        private final int mode;
        private final byte[] content;
        private final String target;
        private final boolean folder;

        private Entry(String path, TarArchiveEntry from, byte[] content) {
            this.path = path;
            this.mode = from.getMode() & 07777;
            this.content = content;
            this.target = from.isSymbolicLink() ? from.getLinkName() : "";
            this.folder = from.isDirectory();
        }

        String path() {
            return path;
        }

        int mode() {
            return mode;
        }

        byte[] content() {
            return content;
        }

        String target() {
            return target;
        }

        boolean isFolder() {
            return folder;
        }
    }

    /**
     * Reads a package.
     *
     * @throws IOException when it is not one
     */
    static Ipk parse(byte[] file) throws IOException {
        byte[] control = null;
        byte[] data = null;
        for (var entry : entries(new ByteArrayInputStream(file))) {
            switch (entry.path()) {
                case "/control.tar.gz" -> control = entry.content();
                case "/data.tar.gz" -> data = entry.content();
                default -> {}
            }
        }
        if (control == null || data == null) {
            throw new IOException("no control.tar.gz or data.tar.gz inside");
        }
        return parts(entries(new ByteArrayInputStream(control)), entries(new ByteArrayInputStream(data)));
    }

    private static Ipk parts(List<Entry> control, List<Entry> data) throws IOException {
        var scripts = new LinkedHashMap<String, byte[]>();
        control.stream()
                .filter(entry -> !entry.isFolder())
                .forEach(entry -> scripts.put(entry.path().substring(1), entry.content()));
        var text = scripts.remove("control");
        if (text == null) {
            throw new IOException("no control file inside");
        }
        return new Ipk(Stanza.parse(new String(text, StandardCharsets.UTF_8)), scripts, data, "");
    }

    private static List<Entry> entries(InputStream gzip) throws IOException {
        var list = new ArrayList<Entry>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(gzip))) {
            for (var next = tar.getNextEntry(); next != null; next = tar.getNextEntry()) {
                var path = absolute(next);
                if (!path.equals("/")) {
                    list.add(new Entry(path, next, tar.readAllBytes()));
                }
            }
        }
        return list;
    }

    private static String absolute(TarArchiveEntry entry) {
        var path = entry.getName().replaceFirst("^\\.?/*", "/").replaceFirst("/+$", "");
        return path.isEmpty() ? "/" : path;
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
            put(files, info + script.getKey(), script.getValue(), script.getKey().equals("conffiles") ? 0644 : 0755);
        }
        var list = new StringBuilder();
        for (var entry : data) {
            var slash = entry.path().lastIndexOf('/');
            files.makeFolders(entry.isFolder() ? entry.path() : slash == 0 ? "/" : entry.path().substring(0, slash));
            if (entry.isFolder()) {
                continue;
            }
            list.append(entry.path()).append('\n');
            if (entry.target().isEmpty()) {
                put(files, entry.path(), entry.content(), entry.mode());
            } else {
                files.removeTree(entry.path());
                files.symlink(entry.target(), entry.path());
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
