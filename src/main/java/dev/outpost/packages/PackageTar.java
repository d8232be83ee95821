package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.step.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packages, their SHA-256 sums and where their files go as one tar, gzipped: what travels over one stdin. */
public final class PackageTar {
    /** No larger blocks than tar's own: the usual twenty of them at once end in up to 10 KB of zeros. */
    private static final int RECORD = 512;

    private PackageTar() {}

    /**
     * Reads the files and compares them with the index.
     *
     * @throws ProblemException {@code PKG-DAMAGED} when a file is not what the index says: nothing was sent
     */
    public static byte[] of(Bundle bundle, List<Bundle.Item> items) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var sums = new StringBuilder();
        var paths = new StringBuilder();
        try (var packed = new Packed(bytes);
                var tar = new TarArchiveOutputStream(packed, RECORD)) {
            for (var item : items) {
                sums.append(item.sha256()).append("  ").append(item.file()).append('\n');
                var content = bundle.read(item);
                add(tar, item.file(), content, packed);
                if (item.file().endsWith(".apk")) {
                    paths(content)
                            .forEach(path -> paths.append(item.name())
                                    .append(' ')
                                    .append(path)
                                    .append('\n'));
                }
            }
            add(tar, "files", paths.toString().getBytes(StandardCharsets.UTF_8), packed);
            add(tar, "sums", sums.toString().getBytes(StandardCharsets.UTF_8), packed);
        }
        return bytes.toByteArray();
    }

    /** What an apk package leaves where the flash took its files and not its entry: apk itself cannot tell then. */
    private static List<String> paths(byte[] content) {
        try {
            return ApkCheck.paths(content).stream()
                    .filter(path -> path.matches("(/[A-Za-z0-9_@+][A-Za-z0-9._+@:,~-]*){2,20}"))
                    .toList();
        } catch (IOException e) {
            return List.of(); // compressed in a way that is not known here; apk on the router knows more
        }
    }

    /** A package's own content is compressed already. */
    private static void add(TarArchiveOutputStream tar, String name, byte[] content, Packed packed) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(0100600);
        entry.setIds(0, 0);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        packed.isPacked(name.matches(".*\\.[ai]pk"));
        tar.write(content);
        packed.isPacked(false);
        tar.closeArchiveEntry();
    }

    /** What lies around the packages takes more than a kilobyte each, nearly all of it zeros: that alone is worth compressing. */
    private static final class Packed extends GZIPOutputStream {
        Packed(ByteArrayOutputStream to) throws IOException {
            super(to);
            isPacked(false);
        }

        void isPacked(boolean already) {
            def.setLevel(already ? Deflater.NO_COMPRESSION : Deflater.BEST_COMPRESSION);
        }
    }
}
