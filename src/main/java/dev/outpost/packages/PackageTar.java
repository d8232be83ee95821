package dev.outpost.packages;

import dev.outpost.router.Bundle;
import dev.outpost.step.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packages, their SHA-256 sums and where their files go as one tar: what travels over one stdin. */
public final class PackageTar {
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
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var item : items) {
                sums.append(item.sha256()).append("  ").append(item.file()).append('\n');
                var content = bundle.read(item);
                add(tar, item.file(), content);
                if (item.file().endsWith(".apk")) {
                    paths(content)
                            .forEach(path -> paths.append(item.name())
                                    .append(' ')
                                    .append(path)
                                    .append('\n'));
                }
            }
            add(tar, "files", paths.toString().getBytes(StandardCharsets.UTF_8));
            add(tar, "sums", sums.toString().getBytes(StandardCharsets.UTF_8));
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

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(0100600);
        entry.setIds(0, 0);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
