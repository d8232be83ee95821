package dev.outpost.usbip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a dongle shows as a disk: a CD with its Windows drivers, here blank, or a card slot with nothing in it. SCSI Primary Commands. */
final class ScsiDrive {
    /** The answer to one command. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
    record Result(boolean isGood, byte[] data) {}

    private static final int CD_BLOCK = 2048;
    private static final int CD_BLOCKS = 64;
    private static final int CD_ROM = 0x05;
    private static final int NOT_READY = 0x02;
    private static final int NO_MEDIUM = 0x3a;
    private static final int ILLEGAL_REQUEST = 0x05;
    private static final int INVALID_COMMAND = 0x20;

    private final boolean isCd;
    private final String name;
    private int senseKey;
    private int senseCode;

    private ScsiDrive(boolean isCd, String name) {
        this.isCd = isCd;
        this.name = name;
    }

    static ScsiDrive cd() {
        return new ScsiDrive(true, "Mass Storage");
    }

    static ScsiDrive emptySlot() {
        return new ScsiDrive(false, "TF CARD Storage");
    }

    Result does(byte[] command) {
        return switch (command[0] & 0xff) {
            case 0x12 -> good(inquiry());
            case 0x03 -> good(sense());
            case 0x1a -> good(3, 0, 0, 0);
            case 0x5a -> good(0, 6, 0, 0, 0, 0, 0, 0);
            case 0x1b, 0x1e, 0x11 -> good(); // start or stop, lock; 0x11 is Huawei's own
            case 0x00 -> ready(new byte[0]);
            case 0x25 -> ready(capacity());
            case 0x28 -> ready(new byte[blocks(command) * CD_BLOCK]);
            case 0x43 -> ready(contents());
            default -> bad(ILLEGAL_REQUEST, INVALID_COMMAND);
        };
    }

    private static int blocks(byte[] read10) {
        return ByteBuffer.wrap(read10).getShort(7) & 0xffff;
    }

    private Result ready(byte[] data) {
        return isCd ? good(data) : bad(NOT_READY, NO_MEDIUM);
    }

    private static Result good(int... data) {
        var bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return good(bytes);
    }

    private static Result good(byte[] data) {
        return new Result(true, data);
    }

    private Result bad(int key, int code) {
        senseKey = key;
        senseCode = code;
        return new Result(false, new byte[0]);
    }

    private byte[] inquiry() {
        var out = ByteBuffer.allocate(36);
        out.put((byte) (isCd ? CD_ROM : 0))
                .put((byte) 0x80)
                .put((byte) 2)
                .put((byte) 2)
                .put((byte) 31);
        out.position(8).put(padded("HUAWEI", 8)).put(padded(name, 16)).put(padded("2.31", 4));
        return out.array();
    }

    private static byte[] padded(String text, int size) {
        var bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), size);
        Arrays.fill(bytes, Math.min(size, text.length()), size, (byte) ' ');
        return bytes;
    }

    /** Fixed format; asking clears it. */
    private byte[] sense() {
        var out = new byte[18];
        out[0] = 0x70;
        out[2] = (byte) senseKey;
        out[7] = 10;
        out[12] = (byte) senseCode;
        senseKey = 0;
        senseCode = 0;
        return out;
    }

    private static byte[] capacity() {
        return ByteBuffer.allocate(8).putInt(CD_BLOCKS - 1).putInt(CD_BLOCK).array();
    }

    /** One data track and where it ends. */
    private static byte[] contents() {
        return ByteBuffer.allocate(20)
                .putShort((short) 18)
                .putShort((short) 0x0101)
                .putInt(0x00140100)
                .putInt(0)
                .putInt(0x0014aa00)
                .putInt(CD_BLOCKS)
                .array();
    }
}
