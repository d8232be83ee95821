package dev.outpost.step;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A file that somebody gives to the program. It is looked at before it is opened, and no more of it is read than its limit: a device never
 * ends, a pipe waits for ever, and what is too large is no such file. The one place where files of others are read.
 */
public final class PlainFile {
    /** Enough for any file that people write or paste, in bytes. */
    public static final int USUAL = 1 << 20;

    private final Path path;
    private final long limit;

    private PlainFile(Path path, long limit) {
        this.path = path;
        this.limit = limit;
    }

    /** A file of at most 1 MiB. */
    public static PlainFile of(Path path) {
        return new PlainFile(path, USUAL);
    }

    /** @param limit in bytes, where the usual one does not do */
    public static PlainFile of(Path path, long limit) {
        return new PlainFile(path, limit);
    }

    /**
     * All of it.
     *
     * @throws ProblemException {@code FILE-NOT-PLAIN} or {@code FILE-TOO-LARGE}, exit 2
     * @throws IOException if it is not there or may not be read
     */
    public byte[] bytes() throws IOException {
        refuseOdd();
        try (InputStream in = Files.newInputStream(path)) {
            var read = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, limit + 1));
            if (read.length > limit) {
                throw tooLarge();
            }
            return read;
        }
    }

    /**
     * Its text in UTF-8.
     *
     * @throws CharacterCodingException if it is none
     */
    public String text() throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes()))
                .toString();
    }

    public String text(Charset charset) throws IOException {
        return new String(bytes(), charset);
    }

    /** The lines of its text in UTF-8. */
    public List<String> lines() throws IOException {
        return text().lines().toList();
    }

    /** Puts a file in the place of another: at once where the disk can do that. */
    public static void move(Path fresh, Path file) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Looks, and opens nothing. For a file that a library opens by its name. */
    public Path checked() throws IOException {
        refuseOdd();
        return path;
    }

    private void refuseOdd() throws IOException {
        if (!Files.exists(path)) {
            return; // whoever opens it says so
        }
        if (!Files.isRegularFile(path)) {
            var what = Files.isDirectory(path) ? "a folder" : "a device, a pipe or a socket";
            throw refusal(
                    ProblemCode.FILE_NOT_PLAIN,
                    "is " + what + (Files.isSymbolicLink(path) ? " behind a link" : "") + ", not a file",
                    "only plain files are read: others may never end",
                    Files.isDirectory(path) ? "name the file in it" : "write its content into a file and name that");
        }
        if (Files.size(path) > limit) {
            throw tooLarge();
        }
    }

    private ProblemException tooLarge() {
        return refusal(
                ProblemCode.FILE_TOO_LARGE,
                "is too large",
                "such a file has at most " + (limit >> 10) + " KiB",
                "check which file was named: ls -lL " + path);
    }

    private ProblemException refusal(ProblemCode code, String what, String because, String next) {
        return new ProblemException(new Problem(code, path + ":1:1: " + what, because, next));
    }
}
