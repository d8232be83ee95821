package dev.outpost.bench.adb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the values of an ADB block: numbers, byte strings, objects and arrays, each as a 32-bit word that holds it or says where it
 * is. All little-endian.
 */
final class AdbWriter {
    static final int NULL = 0;
    static final int INT = 0x1000_0000;
    static final int INT_32 = 0x2000_0000;
    static final int BLOB_8 = 0x8000_0000;
    static final int BLOB_16 = 0x9000_0000;
    static final int BLOB_32 = 0xa000_0000;
    static final int ARRAY = 0xd000_0000;
    static final int OBJECT = 0xe000_0000;
    static final int VALUE = 0x0fff_ffff;
    private static final int HEAD = 8;
    private static final int BYTE = 0xff;
    private static final int SHORT = 0xffff;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    AdbWriter() {
        out.writeBytes(new byte[HEAD]);
    }

    int number(long value) {
        if (value <= VALUE) {
            return INT | (int) value;
        }
        return INT_32 | put(4, little(4).putInt((int) value).array());
    }

    int text(String value) {
        return blob(value.getBytes(StandardCharsets.UTF_8));
    }

    int blob(byte[] value) {
        if (value.length == 0) {
            return NULL;
        }
        if (value.length <= BYTE) {
            return BLOB_8
                    | put(
                            1,
                            little(1 + value.length)
                                    .put((byte) value.length)
                                    .put(value)
                                    .array());
        }
        if (value.length <= SHORT) {
            return BLOB_16
                    | put(
                            2,
                            little(2 + value.length)
                                    .putShort((short) value.length)
                                    .put(value)
                                    .array());
        }
        return BLOB_32
                | put(
                        4,
                        little(4 + value.length).putInt(value.length).put(value).array());
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
        var raw = new byte[4 * (used + 1)];
        var bytes = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).putInt(used + 1);
        for (int n = 0; n < used; n++) {
            bytes.putInt(values[n]);
        }
        return put(4, raw);
    }

    private int put(int alignment, byte[] bytes) {
        while (out.size() % alignment != 0) {
            out.write(0);
        }
        int at = out.size();
        out.writeBytes(bytes);
        return at;
    }

    /** The block's content: its head with the root, and everything. */
    byte[] finish(int root) {
        var bytes = out.toByteArray();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, root);
        return bytes;
    }

    static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
