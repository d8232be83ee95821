package dev.outpost.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The two messages of STUN that tell an address: a Binding request, and the answer to it (RFC 8489 section 5, 14.1 and 14.2).
 *
 * @param address the caller's, as the server saw it
 * @param port the caller's, as the server saw it
 */
public record StunMessage(String address, int port) {
    /** Of a message's head; over TCP the rest is as long as its third and fourth octet say. */
    public static final int HEAD = 20;

    /** Octets of a transaction's id. */
    public static final int ID = 12;

    private static final int COOKIE = 0x2112A442;
    private static final short REQUEST = 0x0001;
    private static final short SUCCESS = 0x0101;
    /** What servers before RFC 5389 send, bare. */
    private static final int MAPPED_ADDRESS = 0x0001;

    private static final int XOR_MAPPED_ADDRESS = 0x0020;

    /** A Binding request without attributes. */
    public static byte[] request(byte[] id) {
        if (id.length != ID) {
            throw new IllegalArgumentException("a transaction id has " + ID + " octets, not " + id.length);
        }
        return ByteBuffer.allocate(HEAD)
                .putShort(REQUEST)
                .putShort((short) 0)
                .putInt(COOKIE)
                .put(id)
                .array();
    }

    /** How many octets follow this head; empty where it is none of STUN's. */
    public static Optional<Integer> rest(byte[] head) {
        var length = ByteBuffer.wrap(head).getShort(2) & 0xffff;
        return ByteBuffer.wrap(head).getInt(4) == COOKIE && length % 4 == 0 && (head[0] & 0xc0) == 0
                ? Optional.of(length)
                : Optional.empty();
    }

    /** Reads the answer to the request of this id; empty for anything else, whatever it is. */
    public static Optional<StunMessage> answer(byte[] packet, byte[] id) {
        if (packet.length < HEAD
                || rest(Arrays.copyOf(packet, HEAD))
                        .filter(length -> HEAD + length == packet.length)
                        .isEmpty()
                || !Arrays.equals(packet, 8, HEAD, id, 0, ID)
                || ByteBuffer.wrap(packet).getShort(0) != SUCCESS) {
            return Optional.empty();
        }
        return attribute(packet, XOR_MAPPED_ADDRESS)
                .flatMap(value -> mapped(value, mask(packet)))
                .or(() -> attribute(packet, MAPPED_ADDRESS).flatMap(value -> mapped(value, new byte[16])));
    }

    /** The value of the first attribute of this type. */
    private static Optional<byte[]> attribute(byte[] packet, int type) {
        var buffer = ByteBuffer.wrap(packet).position(HEAD);
        while (buffer.remaining() >= 4) {
            var found = buffer.getShort() & 0xffff;
            var length = buffer.getShort() & 0xffff;
            if (length > buffer.remaining()) {
                return Optional.empty();
            }
            var value = new byte[length];
            buffer.get(value);
            if (found == type) {
                return Optional.of(value);
            }
            buffer.position(Math.min(buffer.limit(), buffer.position() + (4 - length % 4) % 4));
        }
        return Optional.empty();
    }

    /** Cookie and transaction id, as they are laid over an address. */
    private static byte[] mask(byte[] packet) {
        return Arrays.copyOfRange(packet, 4, HEAD);
    }

    private static Optional<StunMessage> mapped(byte[] value, byte[] mask) {
        var isIp4 = value.length == 8 && value[1] == 1;
        var isIp6 = value.length == 20 && value[1] == 2;
        if (!isIp4 && !isIp6) {
            return Optional.empty();
        }
        var port = ByteBuffer.wrap(value).getShort(2) ^ ByteBuffer.wrap(mask).getShort(0);
        var address = Arrays.copyOfRange(value, 4, value.length);
        for (var i = 0; i < address.length; i++) {
            address[i] ^= mask[i];
        }
        return Optional.of(new StunMessage(text(address), port & 0xffff));
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("neither 4 nor 16 octets", e);
        }
    }
}
