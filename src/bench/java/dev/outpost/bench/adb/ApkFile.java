package dev.outpost.bench.adb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A package.
 *
 * @param content its files and links, by path
 * @param scripts by apk's word for them: {@code post-install}, {@code pre-deinstall}
 */
public record ApkFile(ApkInfo info, List<Item> content, Map<String, String> scripts) {
    private static final int LINK = 0120000;
    /** When every file was made, as a build's SOURCE_DATE_EPOCH says. */
    private static final int MADE = 1_700_000_000;

    private static final List<String> SCRIPTS = List.of(
            "trigger", "pre-install", "post-install", "pre-deinstall", "post-deinstall", "pre-upgrade", "post-upgrade");

    public ApkFile {
        content = content.stream()
                .sorted(java.util.Comparator.comparing(Item::path))
                .toList();
        scripts = Map.copyOf(scripts);
    }

    /** A file or a link; its path is without a leading slash, its target empty for a file. */
    public static final class Item {
        private final String path;
        private final int mode;
        private final byte[] bytes;
        private final String target;

        public Item(String path, int mode, byte[] bytes, String target) {
            this.path = path;
            this.mode = mode;
            this.bytes = bytes;
            this.target = target;
        }

        public String path() {
            return path;
        }

        public int mode() {
            return mode;
        }

        public byte[] bytes() {
            return bytes;
        }

        public String target() {
            return target;
        }

        String folder() {
            return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
        }
    }

    /** What a name is called when nobody hashed a file. */
    public static String identity(String words) {
        return InfoFields.identity(words);
    }

    /** As a file, signed if there is a key. */
    public byte[] bytes(Optional<String> key) throws IOException {
        var writer = new AdbWriter();
        var data = new ArrayList<byte[]>();
        var paths = new ArrayList<Integer>();
        int number = 0;
        for (var folder : folders().entrySet()) {
            number++;
            var files = new ArrayList<Integer>();
            int at = 0;
            for (var item : folder.getValue()) {
                files.add(file(writer, item));
                at++;
                if (item.target().isEmpty() && item.bytes().length > 0) {
                    data.add(AdbWriter.little(8 + item.bytes().length)
                            .putInt(number)
                            .putInt(at)
                            .put(item.bytes())
                            .array());
                }
            }
            paths.add(writer.object(writer.text(folder.getKey()), owned(writer, 0755), writer.array(files)));
        }
        var texts = SCRIPTS.stream()
                .mapToInt(name -> writer.text(scripts.getOrDefault(name, "")))
                .toArray();
        var root = writer.object(
                InfoFields.write(writer, info),
                writer.array(paths),
                scripts.isEmpty() ? AdbWriter.NULL : writer.object(texts));
        var values = writer.finish(root);
        return new AdbFile("pckg", values, key.map(each -> AdbFile.sign(each, values)), data).bytes();
    }

    /** Items by folder, each folder's parents before it. */
    private TreeMap<String, List<Item>> folders() {
        var folders = new TreeMap<String, List<Item>>();
        for (var item : content) {
            var folder = item.folder();
            for (int slash = folder.indexOf('/'); slash > 0; slash = folder.indexOf('/', slash + 1)) {
                folders.computeIfAbsent(folder.substring(0, slash), path -> new ArrayList<>());
            }
            folders.computeIfAbsent(folder, path -> new ArrayList<>()).add(item);
        }
        return folders;
    }

    private static int owned(AdbWriter writer, int mode) {
        return writer.object(writer.number(mode), writer.text("root"), writer.text("root"));
    }

    private static int file(AdbWriter writer, Item item) {
        var name = item.path().substring(item.path().lastIndexOf('/') + 1);
        if (!item.target().isEmpty()) {
            var target = item.target().getBytes(StandardCharsets.UTF_8);
            var raw = new byte[2 + target.length];
            ByteBuffer.wrap(raw)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) LINK)
                    .put(target);
            return writer.object(
                    writer.text(name),
                    owned(writer, 0777),
                    writer.number(target.length), // the length of its text, though no data block follows
                    writer.number(MADE),
                    AdbWriter.NULL,
                    writer.blob(raw));
        }
        return writer.object(
                writer.text(name),
                owned(writer, item.mode()),
                writer.number(item.bytes().length),
                writer.number(MADE),
                writer.blob(sha256(item.bytes())));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** What was read, and whether one of the keys signed it. */
    public record Read(ApkFile file, boolean isTrusted) {}

    /** @throws IOException with apk's words for what is wrong */
    public static Read parse(byte[] bytes, List<String> keys) throws IOException {
        var file = AdbFile.parse(bytes);
        if (!file.schema().equals("pckg")) {
            throw new IOException("ADB schema error");
        }
        var root = file.root();
        var info = InfoFields.read(root.field(1), InfoFields.identity(file.values()), bytes.length);
        var scripts = new TreeMap<String, String>();
        for (int n = 0; n < SCRIPTS.size(); n++) {
            var text = root.field(3).field(n + 1).text();
            if (!text.isEmpty()) {
                scripts.put(SCRIPTS.get(n), text);
            }
        }
        return new Read(
                new ApkFile(info, items(root.field(2), file.data()), scripts),
                keys.stream().anyMatch(file::isSignedBy));
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
        if (content.length != file.field(3).number()
                || !Arrays.equals(sha256(content), file.field(5).blob())) {
            throw new IOException("file integrity error");
        }
        return new Item(path, mode, content, "");
    }
}
