package dev.outpost.usbip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/** RNDIS control messages, each fetched after it was sent: Microsoft's MS-RNDIS, section 2.2. Little-endian words. */
final class RndisTalk implements CdcPair.Talk {
    private static final int SEND_ENCAPSULATED = 0x2100;
    private static final int GET_ENCAPSULATED = 0xa101;
    private static final int INITIALIZE = 2;
    private static final int QUERY = 4;
    private static final int SET = 5;
    private static final int KEEPALIVE = 8;
    private static final int COMPLETE = 0x80000000;
    private static final int NOT_SUPPORTED = 0xc00000bb;
    private static final int PERMANENT_ADDRESS = 0x01010101;
    private static final int MAXIMUM_FRAME = 0x00010106;
    private static final int TRANSFER = 2048;
    private static final byte[] ADDRESS = HexFormat.of().parseHex("0c5b8f279a65");

    private byte[] waiting = new byte[0];

    @Override
    public synchronized Optional<byte[]> answer(Setup setup, byte[] data) {
        switch (setup.what()) {
            case SEND_ENCAPSULATED -> waiting = reply(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN));
            case GET_ENCAPSULATED -> {
                var said = waiting;
                waiting = new byte[0];
                return Optional.of(said.length == 0 ? new byte[1] : said); // one zero: nothing is there
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(new byte[0]);
    }

    private static byte[] reply(ByteBuffer in) {
        int type = in.getInt();
        in.getInt(); // length
        int id = in.getInt();
        return switch (type) {
            case INITIALIZE -> words(INITIALIZE, id, 0, 1, 0, 1, 0, 1, TRANSFER, 0, 0, 0);
            case QUERY -> query(id, in.getInt());
            case SET, KEEPALIVE -> words(type, id, 0);
            default -> new byte[0]; // halt has no answer
        };
    }

    private static byte[] query(int id, int oid) {
        return switch (oid) {
            case PERMANENT_ADDRESS -> answer(id, ADDRESS);
            case MAXIMUM_FRAME ->
                answer(
                        id,
                        ByteBuffer.allocate(4)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putInt(1500)
                                .array());
            default -> words(QUERY, id, NOT_SUPPORTED, 0, 0);
        };
    }

    /** The offset counts from the request id. */
    private static byte[] answer(int id, byte[] value) {
        var head = words(QUERY, id, 0, value.length, 16);
        var all = ByteBuffer.allocate(head.length + value.length).order(ByteOrder.LITTLE_ENDIAN);
        all.put(head).put(value).putInt(4, all.capacity());
        return all.array();
    }

    /** Type, the message's own length, then these. */
    private static byte[] words(int type, int... rest) {
        var out = ByteBuffer.allocate(8 + 4 * rest.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(type | COMPLETE).putInt(out.capacity());
        for (int word : rest) {
            out.putInt(word);
        }
        return out.array();
    }
}
