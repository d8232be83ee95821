package dev.outpost.bench.bundle;

import dev.outpost.text.Hash;
import dev.outpost.text.feed.AdbFile;
import dev.outpost.text.feed.AdbValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A package.
 *
 * @param content its files and links, by path
 * @param postInstall the script that runs behind its unpacking; empty: none
 */
public record ApkFile(ApkInfo info, List<Item> content, String postInstall) {
    private static final int LINK = 0120000;
    /** When every file was made, as a build's SOURCE_DATE_EPOCH says. */
    private static final int MADE = 1_700_000_000;

    public ApkFile {
        content = content.stream().sorted(Comparator.comparing(Item::path)).toList();
    }

    public byte[] bytes(Optional<String> key) {
        var writer = new AdbWriter();
        var data = new ArrayList<byte[]>();
        var paths = new ArrayList<Integer>();
        for (var folder : folders().entrySet()) {
            var files = new ArrayList<Integer>();
            for (var item : folder.getValue()) {
                files.add(file(writer, item));
                if (!item.isLink() && item.bytes().length > 0) {
                    data.add(AdbWriter.little(8 + item.bytes().length)
                            .putInt(paths.size() + 1)
                            .putInt(files.size())
                            .put(item.bytes())
                            .array());
                }
            }
            paths.add(writer.object(writer.text(folder.getKey()), owned(writer, 0755), writer.array(files)));
        }
        var scripts = postInstall.isEmpty()
                ? AdbWriter.NULL
                : writer.object(AdbWriter.NULL, AdbWriter.NULL, writer.text(postInstall));
        return writer.file("pckg", writer.object(info.write(writer), writer.array(paths), scripts), key, data);
    }

    private TreeMap<String, List<Item>> folders() {
        var folders = new TreeMap<String, List<Item>>();
        for (var item : content) {
            item.parents().forEach(folder -> folders.computeIfAbsent(folder, _ -> new ArrayList<>()));
            folders.computeIfAbsent(item.folder(), _ -> new ArrayList<>()).add(item);
        }
        return folders;
    }

    private static int owned(AdbWriter writer, int mode) {
        return writer.object(writer.number(mode), writer.text("root"), writer.text("root"));
    }

    private static int file(AdbWriter writer, Item item) {
        if (!item.isLink()) {
            return writer.object(
                    writer.text(item.name()),
                    owned(writer, item.mode()),
                    writer.number(item.bytes().length),
                    writer.number(MADE),
                    writer.blob(Hash.of("SHA-256", item.bytes())));
        }
        var target = item.target().getBytes(StandardCharsets.UTF_8);
        return writer.object(
                writer.text(item.name()),
                owned(writer, 0777),
                writer.number(target.length), // the length of its text, though no data block follows
                writer.number(MADE),
                AdbWriter.NULL,
                writer.blob(AdbWriter.little(2 + target.length)
                        .putShort((short) LINK)
                        .put(target)
                        .array()));
    }

    /** What was read, and whether one of the keys signed it. */
    public record Read(ApkFile file, boolean isTrusted) {}

    /** @throws IOException with apk's words for what is wrong */
    public static Read parse(byte[] bytes, List<String> keys) throws IOException {
        var file = opened(bytes, "pckg");
        var root = file.root();
        var info = ApkInfo.read(root.field(1), file.identity(), bytes.length);
        var script = root.field(3).field(3).text();
        return new Read(new ApkFile(info, items(root.field(2), file.data()), script), isSigned(file, keys));
    }

    /** An index: what a folder of packages holds, and whether one of the keys signed it. */
    public record Index(List<ApkInfo> packages, boolean isTrusted) {
        public Index {
            packages = List.copyOf(packages);
        }
    }

    public static byte[] index(List<ApkInfo> packages, Optional<String> key) {
        var writer = new AdbWriter();
        var items = packages.stream().map(info -> info.write(writer)).toList();
        return writer.file("indx", writer.object(AdbWriter.NULL, writer.array(items)), key, List.of());
    }

    /** @throws IOException with apk's words for what is wrong */
    public static Index index(byte[] bytes, List<String> keys) throws IOException {
        var file = opened(bytes, "indx");
        var packages = new ArrayList<ApkInfo>();
        for (var item : file.root().field(2).items()) {
            packages.add(ApkInfo.read(item, "", 0));
        }
        return new Index(packages, isSigned(file, keys));
    }

    private static boolean isSigned(AdbFile file, List<String> keys) {
        return keys.stream().map(AdbWriter::idOf).anyMatch(file.signers()::contains);
    }

    private static AdbFile opened(byte[] bytes, String kind) throws IOException {
        AdbFile file;
        try {
            file = AdbFile.parse(bytes);
        } catch (IOException damaged) {
            throw new IOException("file format is invalid or inconsistent", damaged);
        }
        if (!file.is(kind)) {
            throw new IOException("ADB schema error");
        }
        return file;
    }

    private static List<Item> items(AdbValue paths, List<byte[]> data) throws IOException {
        var blocks = new TreeMap<String, byte[]>();
        for (var block : data) {
            var head = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            blocks.put(head.getInt() + "/" + head.getInt(), Arrays.copyOfRange(block, 8, block.length));
        }
        var items = new ArrayList<Item>();
        int folder = 0;
        for (var path : paths.items()) {
            folder++;
            var where = path.field(1).text();
            int at = 0;
            for (var file : path.field(3).items()) {
                at++;
                items.add(item(where, file, blocks.getOrDefault(folder + "/" + at, new byte[0])));
            }
        }
        return items;
    }

    private static Item item(String where, AdbValue file, byte[] content) throws IOException {
        var path = (where.isEmpty() ? "" : where + "/") + file.field(1).text();
        var mode = (int) file.field(2).field(1).number();
        var target = file.field(6).blob();
        if (target.length > 2) {
            return new Item(path, mode, new byte[0], new String(target, 2, target.length - 2, StandardCharsets.UTF_8));
        }
        if (!Arrays.equals(Hash.of("SHA-256", content), file.field(5).blob())) {
            throw new IOException("file integrity error");
        }
        return new Item(path, mode, content, "");
    }
}
