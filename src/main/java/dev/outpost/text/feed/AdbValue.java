package dev.outpost.text.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A value of an {@link AdbFile}: four bits of type, 28 bits of number or place (adb.h). A field that is not there is null and reads as
 * nothing; a place outside of the file is an error.
 */
public record AdbValue(ByteBuffer values, int word) {
    private static final int NULL = 0;
    private static final int NUMBER = 0x1;
    private static final int NUMBER_32 = 0x2;
    private static final int NUMBER_64 = 0x3;
    private static final int BLOB_8 = 0x8;
    private static final int BLOB_16 = 0x9;
    private static final int BLOB_32 = 0xa;
    private static final int ARRAY = 0xd;
    private static final int OBJECT = 0xe;
    private static final int PLACE = 0x0fff_ffff;
    private static final int ROOT = 4; // behind two version numbers

    static AdbValue root(byte[] values) throws IOException {
        var buffer = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
        if (values.length < 8 || values[0] != 0) {
            throw new IOException("it is of a later kind than this program knows");
        }
        return new AdbValue(buffer, buffer.getInt(ROOT));
    }

    private int type() {
        return word >>> 28;
    }

    private int place(int behind, int length) throws IOException {
        var at = (long) (word & PLACE) + behind;
        if (length < 0 || at + length > values.limit()) {
            throw new IOException("a value lies outside of the file");
        }
        return (int) at;
    }

    /** Field of an object, from 1. */
    public AdbValue field(int number) throws IOException {
        if (type() != OBJECT && type() != ARRAY) {
            return new AdbValue(values, NULL);
        }
        var count = values.getInt(place(0, 4));
        return number < count && number > 0
                ? new AdbValue(values, values.getInt(place(4 * number, 4)))
                : new AdbValue(values, NULL);
    }

    /** Items of an array. */
    public List<AdbValue> items() throws IOException {
        var items = new ArrayList<AdbValue>();
        if (type() == ARRAY || type() == OBJECT) {
            var count = values.getInt(place(0, 4));
            place(0, Math.multiplyExact(4, Math.min(count, PLACE / 4)));
            for (var number = 1; number < count; number++) {
                items.add(field(number));
            }
        }
        return items;
    }

    /** 0 where nothing is there. */
    public long number() throws IOException {
        return switch (type()) {
            case NUMBER -> word & PLACE;
            case NUMBER_32 -> values.getInt(place(0, 4)) & 0xffff_ffffL;
            case NUMBER_64 -> values.getLong(place(0, 8));
            default -> 0;
        };
    }

    /** Empty where nothing is there. */
    public byte[] blob() throws IOException {
        return switch (type()) {
            case BLOB_8 -> bytes(1, values.get(place(0, 1)) & 0xff);
            case BLOB_16 -> bytes(2, values.getShort(place(0, 2)) & 0xffff);
            case BLOB_32 -> bytes(4, values.getInt(place(0, 4)));
            default -> new byte[0];
        };
    }

    private byte[] bytes(int behind, int length) throws IOException {
        var bytes = new byte[length < 0 ? 0 : length];
        values.get(place(behind, length), bytes);
        return bytes;
    }

    public String text() throws IOException {
        return new String(blob(), StandardCharsets.UTF_8);
    }
}
