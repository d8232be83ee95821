package dev.outpost.bench.dongle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The DHCP server of a router on a stick, RFC 2131 and 2132: one lease, and itself as the gateway and the name server.
 *
 * @param gateway its own address, dotted
 * @param prefix of its network, 24 for 255.255.255.0
 * @param lease what it gives to whoever asks, dotted
 */
record DhcpAnswers(String gateway, int prefix, String lease) {
    private static final int HEADER = 236;
    private static final int COOKIE = 0x63825363;
    private static final int TYPE = 53;
    private static final int DISCOVER = 1;
    private static final int OFFER = 2;
    private static final int REQUEST = 3;
    private static final int ACK = 5;
    private static final int END = 255;
    private static final int SHORTEST = 300;
    private static final int ONE_DAY = 86_400;

    /** An offer to a discover, an acknowledgement to a request; nothing to anything else. */
    Optional<byte[]> answer(byte[] question) {
        return switch (type(question)) {
            case DISCOVER -> Optional.of(reply(question, OFFER));
            case REQUEST -> Optional.of(reply(question, ACK));
            default -> Optional.empty();
        };
    }

    private static int type(byte[] packet) {
        if (packet.length < HEADER + 4
                || packet[0] != 1
                || ByteBuffer.wrap(packet).getInt(HEADER) != COOKIE) {
            return 0;
        }
        int at = HEADER + 4;
        while (at + 2 < packet.length && (packet[at] & 0xff) != END) {
            if (packet[at] == TYPE) {
                return packet[at + 2];
            }
            at += packet[at] == 0 ? 1 : 2 + (packet[at + 1] & 0xff);
        }
        return 0;
    }

    private byte[] reply(byte[] question, int type) {
        var reply = ByteBuffer.allocate(SHORTEST);
        reply.put(Arrays.copyOf(question, HEADER));
        reply.put(0, (byte) 2).put(16, address(lease)).put(20, address(gateway));
        reply.putInt(COOKIE).put((byte) TYPE).put((byte) 1).put((byte) type);
        option(reply, 54, address(gateway));
        option(reply, 51, ByteBuffer.allocate(4).putInt(ONE_DAY).array());
        option(reply, 1, ByteBuffer.allocate(4).putInt(-1 << (32 - prefix)).array());
        option(reply, 3, address(gateway));
        option(reply, 6, address(gateway));
        return reply.put((byte) END).array();
    }

    private static void option(ByteBuffer reply, int code, byte[] value) {
        reply.put((byte) code).put((byte) value.length).put(value);
    }

    private static byte[] address(String dotted) {
        var bytes = new byte[4];
        var parts = dotted.split("\\.");
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }
}
