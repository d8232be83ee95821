package dev.outpost.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Files that only their owner may read, and that are either the old or the new ones at any moment, power cuts included. */
public final class PrivateFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFiles() {}

    /** Makes a folder and its parents, 0700 where they are new; one that is there already stays as it is. */
    public static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder, mode("rwx------"));
        } catch (IOException e) {
            throw Room.failed(folder, e);
        }
    }

    /** Why a folder that is there already must not hold secrets: somebody else's, or others may write to it; empty where it may. */
    public static Optional<String> notOurs(Path folder) {
        try {
            if (!POSIX || !Files.isDirectory(folder)) {
                return Optional.empty();
            }
            if (!Files.getOwner(folder).equals(self())) {
                return Optional.of("it belongs to " + Files.getOwner(folder).getName());
            }
            var mode = Files.getPosixFilePermissions(folder);
            return mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)
                    ? Optional.of("others may write to it (" + PosixFilePermissions.toString(mode) + ")")
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why nothing can be written to a folder, or it cannot be made; empty where it can. Writes nothing. */
    public static Optional<String> notWritable(Path folder) {
        var there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            return Optional.of(there + " is no folder");
        }
        return Files.isWritable(there) ? Optional.empty() : Optional.of("this user may not write to " + there);
    }

    /** Who runs this: as the kernel says where it does, since a container may have no name for it. */
    private static UserPrincipal self() throws IOException {
        var process = Path.of("/proc/self");
        return Files.exists(process)
                ? Files.getOwner(process)
                : FileSystems.getDefault()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }

    /** Replaces a file, 0600: written beside it, forced to the disk, then renamed over it. */
    public static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for bytes. */
    public static void write(Path file, byte[] content) {
        home(file);
        var fresh = file.resolveSibling(file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".new");
        try {
            Files.deleteIfExists(fresh);
            put(fresh, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder(file);
        } catch (IOException e) {
            delete(fresh); // a full disk takes the name and no content
            throw Room.failed(file, e);
        }
    }

    /** Adds one line to a file, 0600, and forces it to the disk. */
    public static void append(Path file, String line) {
        home(file);
        try {
            put(
                    file,
                    (line + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Room.failed(file, e);
        }
    }

    private static void home(Path file) {
        folder(file.toAbsolutePath().normalize().resolveSibling(""));
    }

    /** Takes a file away, if it is there. */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content, if the file is there. */
    public static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for what is no text. */
    public static Optional<byte[]> bytes(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file only its owner may read and write, opened as told. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, new HashSet<>(Arrays.asList(options)), mode("rw-------"));
    }

    private static void put(Path file, byte[] content, OpenOption... options) throws IOException {
        try (var channel = open(file, options)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The rename itself must survive a power cut; only POSIX systems let a folder be opened for that. */
    private static void forceFolder(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (POSIX && folder != null) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode(String mode) {
        if (!POSIX) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
