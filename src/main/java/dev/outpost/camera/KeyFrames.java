package dev.outpost.camera;

import java.io.ByteArrayOutputStream;
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
        int type = codec.type(nal, 0);
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
            switch (codec) {
                case H264 -> h264(payload);
                case H265 -> h265(payload);
            }
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

    /** Single units, STAP-A, FU-A (RFC 6184, sections 5.6 to 5.8). */
    private void h264(byte[] payload) {
        int type = codec.type(payload, 0);
        switch (type) {
            case 24 -> several(payload, 1);
            case 28 -> part(payload, 2, payload[1] & 0x1f, payload[1] < 0);
            default -> whole(type, payload);
        }
    }

    /** Single units, AP, FU (RFC 7798, section 4.4). */
    private void h265(byte[] payload) {
        int type = codec.type(payload, 0);
        switch (type) {
            case 48 -> several(payload, 2);
            case 49 -> part(payload, 3, payload[2] & 0x3f, payload[2] < 0);
            default -> whole(type, payload);
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
            whole(codec.type(nal, 0), nal);
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
}
