package dev.outpost.packages;

import dev.outpost.text.feed.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Packages by what they are: each file's name is the SHA-256 of its content, so that routers of one kind share it and a flipped bit shows.
 * Beside it, {@code identity/} names the file of each apk identity.
 */
final class PackageStore {
    private final Path folder;

    PackageStore(Path folder) {
        this.folder = folder;
    }

    /** The content, if it is there and whole; a damaged file is thrown away. */
    Optional<byte[]> find(String sum) throws IOException {
        var file = file(sum);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var content = Files.readAllBytes(file);
        if (Sha256.of(content).equals(sum)) {
            return Optional.of(content);
        }
        Files.delete(file);
        return Optional.empty();
    }

    /** The content of an apk identity, if it is there and whole. */
    Optional<byte[]> findIdentity(String identity) throws IOException {
        var file = folder.resolve("identity").resolve(identity);
        var sum = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        return sum.matches("[0-9a-f]{64}") ? find(sum) : Optional.empty();
    }

    /** Keeps the content; returns its sum. */
    String keep(byte[] content) throws IOException {
        var sum = Sha256.of(content);
        put(content, file(sum));
        return sum;
    }

    /** Keeps which content an apk identity is. */
    void name(String identity, String sum) throws IOException {
        put(
                (sum + "\n").getBytes(StandardCharsets.US_ASCII),
                folder.resolve("identity").resolve(identity));
    }

    /** Puts a kept file into a bundle's folder, unless it is there already. */
    void place(String sum, Path into) throws IOException {
        if (Files.isRegularFile(into) && Sha256.of(Files.readAllBytes(into)).equals(sum)) {
            return;
        }
        put(Files.readAllBytes(file(sum)), into);
    }

    private Path file(String sum) {
        return folder.resolve("sha256").resolve(sum.substring(0, 2)).resolve(sum);
    }

    /** Whole or not at all, whoever else writes. */
    static void put(byte[] content, Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        var fresh = Files.createTempFile(parent, ".new-", "");
        try {
            Files.write(fresh, content);
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
