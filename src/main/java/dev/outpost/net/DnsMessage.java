package dev.outpost.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer of a name server, RFC 1035 section 4: what we ask for and no more.
 *
 * @param code 0: the name exists; 3: it does not (NXDOMAIN)
 * @param authoritative whether the server answers for its own zone
 * @param records of the answer section, whose types are known here
 */
public record DnsMessage(int code, boolean authoritative, List<ResourceRecord> records) {
    /** RFC 1035 section 2.3.4: no label or name is longer. */
    private static final int LONGEST_LABEL = 63;

    private static final int MOST_JUMPS = 32;
    private static final int HEADER = 12;

    /** Types of records, RFC 1035 and RFC 3596. */
    public enum Type {
        A(1),
        NS(2),
        CNAME(5),
        AAAA(28);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    /**
     * One record.
     *
     * @param value an address, or a name in small letters without its last dot
     */
    public record ResourceRecord(String name, Type type, String value) {}

    public DnsMessage {
        records = List.copyOf(records);
    }

    /** The values of one type. */
    public List<String> values(Type type) {
        return records.stream()
                .filter(each -> each.type() == type)
                .map(ResourceRecord::value)
                .toList();
    }

    /**
     * A question.
     *
     * @param id 16 bits, which the answer repeats
     * @param recursive whether the server shall ask others
     */
    public static byte[] question(int id, String name, Type type, boolean recursive) {
        var bytes = ByteBuffer.allocate(HEADER + name.length() + 6)
                .putShort((short) id)
                .putShort((short) (recursive ? 0x0100 : 0))
                .putShort((short) 1)
                .position(HEADER);
        for (var label : name.split("\\.")) {
            var text = label.getBytes(StandardCharsets.US_ASCII);
            if (text.length == 0 || text.length > LONGEST_LABEL) {
                throw new IllegalArgumentException("not a domain name: " + name);
            }
            bytes.put((byte) text.length).put(text);
        }
        bytes.put((byte) 0).putShort((short) type.number).putShort((short) 1);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Reads an answer to the question with this id; empty where it is none. */
    public static Optional<DnsMessage> answer(byte[] bytes, int id) {
        try {
            var in = ByteBuffer.wrap(bytes);
            var isOurs = (in.getShort() & 0xffff) == id;
            var flags = in.getShort() & 0xffff;
            if (!isOurs || (flags & 0x8000) == 0 || bytes.length < HEADER) {
                return Optional.empty();
            }
            var questions = in.getShort() & 0xffff;
            var answers = in.getShort() & 0xffff;
            in.position(HEADER);
            for (var i = 0; i < questions; i++) {
                name(in);
                in.getInt();
            }
            var records = new ArrayList<ResourceRecord>();
            for (var i = 0; i < answers; i++) {
                record(in).ifPresent(records::add);
            }
            return Optional.of(new DnsMessage(flags & 0xf, (flags & 0x0400) != 0, records));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ResourceRecord> record(ByteBuffer in) {
        var name = name(in);
        var number = in.getShort() & 0xffff;
        in.getShort();
        in.getInt();
        var length = in.getShort() & 0xffff;
        var end = in.position() + length;
        var known = List.of(Type.values()).stream()
                .filter(type -> type.number == number)
                .findFirst();
        var value = known.map(type -> switch (type) {
            case A, AAAA -> address(in, length);
            case NS, CNAME -> name(in);
        });
        in.position(end);
        return value.map(text -> new ResourceRecord(name, known.orElseThrow(), text));
    }

    private static String address(ByteBuffer in, int length) {
        var octets = new byte[length];
        in.get(octets);
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + length + " octets", e);
        }
    }

    /** Labels, the last of which may point back to where others stand. */
    private static String name(ByteBuffer in) {
        var labels = new ArrayList<String>();
        var after = -1;
        for (var jumps = 0; jumps < MOST_JUMPS; ) {
            var length = in.get() & 0xff;
            if (length == 0) {
                if (after >= 0) {
                    in.position(after);
                }
                return String.join(".", labels).toLowerCase(Locale.ROOT);
            }
            if (length <= LONGEST_LABEL) {
                var label = new byte[length];
                in.get(label);
                labels.add(new String(label, StandardCharsets.ISO_8859_1).replaceAll("[^A-Za-z0-9_-]", "?"));
            } else {
                var to = ((length & 0x3f) << 8) | (in.get() & 0xff);
                after = after < 0 ? in.position() : after;
                in.position(to);
                jumps++;
            }
        }
        throw new IllegalArgumentException("a name that points in circles");
    }
}
