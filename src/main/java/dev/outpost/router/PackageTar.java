package dev.outpost.router;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packages and their SHA-256 sums as one tar: what travels over one stdin. */
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
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (var item : items) {
                var content = Files.readAllBytes(bundle.folder().resolve(item.file()));
                var sum = sha256(content);
                if (!sum.equals(item.sha256())) {
                    throw damaged(bundle, item);
                }
                sums.append(sum).append("  ").append(item.file()).append('\n');
                add(tar, item.file(), content);
            }
            add(tar, "sums", sums.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
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

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ProblemException damaged(Bundle bundle, Bundle.Item item) {
        return new ProblemException(Problem.blocked(
                "PKG-DAMAGED",
                item.file() + " in " + bundle.folder() + " is not what index.json says",
                "a bit flipped, or the download was cut short",
                "fetch the bundle again"));
    }
}
