package dev.outpost.bench.adb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A value inside an ADB block.
 *
 * @param block the block's content, little-endian
 * @param word the value or its place
 */
record AdbValue(ByteBuffer block, int word) {
    private static final int TYPE = 0xf000_0000;
    private static final int ROOT = 4;

    static AdbValue root(ByteBuffer block) throws IOException {
        return new AdbValue(block, word(block, ROOT));
    }

    private static int word(ByteBuffer block, int at) throws IOException {
        if (at < 0 || at + 4 > block.limit()) {
            throw new IOException("ADB schema error");
        }
        return block.getInt(at);
    }

    private int place() {
        return word & AdbWriter.VALUE;
    }

    boolean isNull() {
        return word == AdbWriter.NULL;
    }

    long number() throws IOException {
        return switch (word & TYPE) {
            case AdbWriter.INT -> place();
            case AdbWriter.INT_32 -> Integer.toUnsignedLong(word(block, place()));
            default -> 0;
        };
    }

    String text() throws IOException {
        return new String(blob(), StandardCharsets.UTF_8);
    }

    byte[] blob() throws IOException {
        try {
            return switch (word & TYPE) {
                case AdbWriter.BLOB_8 -> bytes(1, Byte.toUnsignedInt(block.get(place())));
                case AdbWriter.BLOB_16 -> bytes(2, Short.toUnsignedInt(block.getShort(place())));
                case AdbWriter.BLOB_32 -> bytes(4, block.getInt(place()));
                default -> new byte[0];
            };
        } catch (IndexOutOfBoundsException damaged) {
            throw new IOException("ADB schema error", damaged);
        }
    }

    private byte[] bytes(int head, int length) {
        var bytes = new byte[length];
        block.get(place() + head, bytes);
        return bytes;
    }

    /** A field of an object, counted from one; null where it has not as many. */
    AdbValue field(int number) throws IOException {
        if ((word & TYPE) != AdbWriter.OBJECT || number >= word(block, place())) {
            return new AdbValue(block, AdbWriter.NULL);
        }
        return new AdbValue(block, word(block, place() + 4 * number));
    }

    List<AdbValue> items() throws IOException {
        var items = new ArrayList<AdbValue>();
        if ((word & TYPE) == AdbWriter.ARRAY) {
            for (int n = 1; n < word(block, place()); n++) {
                items.add(new AdbValue(block, word(block, place() + 4 * n)));
            }
        }
        return items;
    }
}
