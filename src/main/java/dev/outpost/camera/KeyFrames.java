package dev.outpost.camera;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks for a whole key frame, and for the size of the pictures, in the packets of one stream; decodes nothing, and keeps the first. */
final class KeyFrames {
    /** Less is no picture: the emptiest one that an encoder makes of a scene is larger. */
    private static final int LEAST = 200;

    private static final byte[] START = {0, 0, 0, 1};
    private static final byte[] NOTHING = {};

    private final VideoCodec codec;
    private final SortedMap<Integer, byte[]> inFront = new TreeMap<>();
    private final ByteArrayOutputStream key = new ByteArrayOutputStream();
    private int bytes;
    private boolean isInOne;
    private boolean isSeen;
    private Optional<FrameSize> size = Optional.empty();

    KeyFrames(VideoCodec codec) {
        this.codec = codec;
    }

    /** Whether one came from its first byte to its last. */
    boolean isSeen() {
        return isSeen;
    }

    /** Of the pictures, where the stream or its description said so. */
    Optional<FrameSize> size() {
        return size;
    }

    /** The first one with what stands in front of it, as a decoder takes it (H.264 and H.265, annex B). */
    byte[] first() {
        var file = new ByteArrayOutputStream();
        for (var set : inFront.values()) {
            file.writeBytes(START);
            file.writeBytes(set);
        }
        file.writeBytes(key.toByteArray());
        return file.toByteArray();
    }

    /** Parameters from the stream's description, or from the stream. */
    void told(byte[] nal) {
        if (nal.length < 3) {
            return;
        }
        int type = codec.type(nal);
        if (codec.isInFront(type) && !isSeen) {
            inFront.put(type, nal);
        }
        if (codec.isParameters(type)) {
            size = codec.size(nal).or(() -> size);
        }
    }

    void take(RtpPacket packet) {
        var payload = packet.payload();
        if (payload.length > 3) {
            units(payload);
        }
        if (packet.isLast()) {
            isSeen |= isInOne && bytes >= LEAST;
            isInOne = false;
            if (!isSeen) {
                key.reset();
            }
            bytes = 0;
        }
    }

    /** Single units, STAP-A, FU-A (RFC 6184, sections 5.6 to 5.8); single units, AP, FU (RFC 7798, section 4.4). */
    private void units(byte[] payload) {
        int type = codec.type(payload);
        int head = codec == VideoCodec.H264 ? 1 : 2;
        if (type == (head == 1 ? 24 : 48)) {
            several(payload, head);
        } else if (type == (head == 1 ? 28 : 49)) {
            part(payload, head + 1, payload[head] & (head == 1 ? 0x1f : 0x3f), payload[head] < 0);
        } else {
            whole(type, payload);
        }
    }

    private void several(byte[] payload, int from) {
        int at = from;
        while (at + 4 < payload.length) {
            int length = ((payload[at] & 0xff) << 8) | (payload[at + 1] & 0xff);
            int end = at + 2 + length;
            if (length < 2 || end > payload.length) {
                return;
            }
            var nal = Arrays.copyOfRange(payload, at + 2, end);
            whole(codec.type(nal), nal);
            at = end;
        }
    }

    private void whole(int type, byte[] nal) {
        told(nal);
        if (codec.isKey(type)) {
            isInOne = true;
            bytes += nal.length;
            keep(START, nal, 0);
        }
    }

    private void keep(byte[] before, byte[] part, int from) {
        if (!isSeen) {
            key.writeBytes(before);
            key.write(part, from, part.length - from);
        }
    }

    /**
     * @param isFirst what was not seen from its first part on is not counted
     */
    private void part(byte[] payload, int header, int type, boolean isFirst) {
        if (isFirst && codec.isKey(type)) {
            isInOne = true;
            keep(START, codec.header(payload), 0);
        }
        if (isInOne) {
            bytes += payload.length - header;
            keep(NOTHING, payload, header);
        }
    }

    /**
     * One packet of RTP (RFC 3550, section 5.1), as far as a look needs it.
     *
     * @param isLast of its picture
     * @param time of its picture, by the stream's clock, 32 bits
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; lives for one packet
    record RtpPacket(boolean isLast, int type, long time, byte[] payload) {
        private static final int HEADER = 12;

        /** Empty where the bytes are no packet of RTP. */
        static Optional<RtpPacket> parse(byte[] bytes) {
            if (bytes.length < HEADER || (bytes[0] & 0xc0) != 0x80) {
                return Optional.empty();
            }
            int from = HEADER + 4 * (bytes[0] & 0x0f);
            if ((bytes[0] & 0x10) != 0) {
                if (bytes.length < from + 4) {
                    return Optional.empty();
                }
                from += 4 + 4 * (((bytes[from + 2] & 0xff) << 8) | (bytes[from + 3] & 0xff));
            }
            int padding = (bytes[0] & 0x20) == 0 ? 0 : bytes[bytes.length - 1] & 0xff;
            if (from > bytes.length - padding) {
                return Optional.empty();
            }
            long time = ByteBuffer.wrap(bytes).getInt(4) & 0xffff_ffffL;
            return Optional.of(new RtpPacket(
                    (bytes[1] & 0x80) != 0,
                    bytes[1] & 0x7f,
                    time,
                    Arrays.copyOfRange(bytes, from, bytes.length - padding)));
        }
    }
}
