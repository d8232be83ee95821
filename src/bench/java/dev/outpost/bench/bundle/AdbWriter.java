package dev.outpost.bench.bundle;

import dev.outpost.text.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a file of apk-tools 3 for the program's own readers: numbers, byte strings, objects and arrays, each as a 32-bit word that holds
 * it or says where it is. All little-endian.
 */
final class AdbWriter {
    static final int NULL = 0;
    static final int INT = 0x1000_0000;
    static final int INT_32 = 0x2000_0000;
    static final int BLOB_32 = 0xa000_0000;
    static final int ARRAY = 0xd000_0000;
    static final int OBJECT = 0xe000_0000;
    static final int VALUE = 0x0fff_ffff;
    private static final int HEAD = 8;
    private static final int KEY_ID = 16; // bytes

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    AdbWriter() {
        out.writeBytes(new byte[HEAD]);
    }

    int number(long value) {
        if (value <= VALUE) {
            return INT | (int) value;
        }
        return INT_32 | put(4, little(4).putInt((int) value));
    }

    int text(String value) {
        return blob(value.getBytes(StandardCharsets.UTF_8));
    }

    int blob(byte[] value) {
        return value.length == 0
                ? NULL
                : BLOB_32 | put(4, little(4 + value.length).putInt(value.length).put(value));
    }

    /** Fields from the first on; those at the end that are not set are left out. */
    int object(int... fields) {
        return OBJECT | words(fields);
    }

    int array(List<Integer> items) {
        return items.isEmpty()
                ? NULL
                : ARRAY | words(items.stream().mapToInt(Integer::intValue).toArray());
    }

    private int words(int... values) {
        int used = values.length;
        while (used > 0 && values[used - 1] == NULL) {
            used--;
        }
        var words = little(4 * (used + 1)).putInt(used + 1);
        for (int n = 0; n < used; n++) {
            words.putInt(values[n]);
        }
        return put(4, words);
    }

    private int put(int alignment, ByteBuffer bytes) {
        while (out.size() % alignment != 0) {
            out.write(0);
        }
        int at = out.size();
        var raw = new byte[bytes.capacity()];
        bytes.rewind().get(raw);
        out.writeBytes(raw);
        return at;
    }

    /**
     * The whole file: the values with their root, a key's signature, the data; deflated.
     *
     * <p>A signature of the bench names its key and proves nothing: nobody forges here, and nothing real would trust it.
     *
     * @param schema {@code pckg} or {@code indx}
     * @param key text of the key file; empty for a file that nobody signed
     */
    byte[] file(String schema, int root, Optional<String> key, List<byte[]> data) {
        var values = out.toByteArray();
        ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).putInt(4, root);
        var plain = new ByteArrayOutputStream();
        plain.writeBytes(("ADB." + schema).getBytes(StandardCharsets.US_ASCII));
        plain.writeBytes(block(0, values));
        key.ifPresent(text -> plain.writeBytes(block(1, signature(text))));
        data.forEach(each -> plain.writeBytes(block(2, each)));
        return deflated(plain.toByteArray());
    }

    private static byte[] block(int type, byte[] content) {
        int raw = 4 + content.length;
        int padded = (raw + HEAD - 1) / HEAD * HEAD;
        return little(padded).putInt((type << 30) + raw).put(content).array();
    }

    private static byte[] signature(String key) {
        return little(2 + KEY_ID + 1)
                .putShort((short) 0)
                .put(HexFormat.of().parseHex(idOf(key)))
                .array();
    }

    /** What a signature calls a key, in hexadecimal digits. */
    static String idOf(String key) {
        return Hash.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 2 * KEY_ID);
    }

    private static byte[] deflated(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        packed.writeBytes("ADBd".getBytes(StandardCharsets.US_ASCII));
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (var to = new DeflaterOutputStream(packed, deflater)) {
            to.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
