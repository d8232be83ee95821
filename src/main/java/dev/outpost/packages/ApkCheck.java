package dev.outpost.packages;

import dev.outpost.text.Hash;
import dev.outpost.text.feed.AdbFile;
import dev.outpost.text.feed.AdbValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Holds an apk package against the identity that a trusted index tells: the identity is a hash of the package's metadata, and that holds
 * the hashes of all its files.
 */
public final class ApkCheck {
    private static final int PATHS = 2;
    private static final int NAME = 1;
    private static final int FILES = 3;
    private static final int SIZE = 3;
    private static final int HASHES = 5;
    private static final int TARGET = 6;
    private static final int HEAD = 8; // number of the folder and of the file, both from 1

    private ApkCheck() {}

    /**
     * Whether every byte of the package is what the index means.
     *
     * @param identity in hexadecimal digits, as long as the index has it
     * @throws IOException when it is no package, or damaged
     */
    public static boolean isWhole(byte[] bytes, String identity) throws IOException {
        var file = AdbFile.parse(bytes);
        return file.is("pckg") && !identity.isEmpty() && file.identity().startsWith(identity) && hasItsFiles(file);
    }

    /**
     * Where its files and links go, with a slash in front.
     *
     * @throws IOException when it is no package, or damaged
     */
    static List<String> paths(byte[] bytes) throws IOException {
        var paths = new ArrayList<String>();
        for (var folder : AdbFile.parse(bytes).root().field(PATHS).items()) {
            var name = folder.field(NAME).text();
            for (var file : folder.field(FILES).items()) {
                paths.add((name.isEmpty() ? "/" : "/" + name + "/")
                        + file.field(NAME).text());
            }
        }
        return paths;
    }

    private static boolean hasItsFiles(AdbFile file) throws IOException {
        var folders = file.root().field(PATHS);
        var seen = new HashSet<Long>();
        for (var block : file.data()) {
            if (block.length < HEAD) {
                return false;
            }
            var head = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            var entry = folders.field(head.getInt(0)).field(FILES).field(head.getInt(4));
            var content = Arrays.copyOfRange(block, HEAD, block.length);
            if (!hasContent(entry)
                    || entry.field(SIZE).number() != content.length
                    || !matches(entry.field(HASHES).blob(), content)) {
                return false;
            }
            seen.add(((long) head.getInt(0) << 32) + head.getInt(4));
        }
        return seen.size() == filesWithContent(folders);
    }

    private static int filesWithContent(AdbValue folders) throws IOException {
        var count = 0;
        for (var folder : folders.items()) {
            for (var file : folder.field(FILES).items()) {
                count += hasContent(file) ? 1 : 0;
            }
        }
        return count;
    }

    /**
     * Whether a data block belongs to it. Links, second names of a file, device nodes and pipes have a target instead, although a link's
     * size is that of its text and a second name's that of the file (apk mkpkg 3.0.6).
     */
    private static boolean hasContent(AdbValue file) throws IOException {
        return file.field(SIZE).number() > 0 && file.field(TARGET).blob().length == 0;
    }

    private static boolean matches(byte[] hash, byte[] content) {
        var algorithm = switch (hash.length) {
            case 20 -> "SHA-1";
            case 32 -> "SHA-256";
            case 64 -> "SHA-512";
            default -> "";
        };
        return !algorithm.isEmpty() && Arrays.equals(hash, Hash.of(algorithm, content));
    }
}
