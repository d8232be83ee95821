package dev.outpost.camera;

import java.util.Locale;
import java.util.Optional;

/** The codecs of cameras, as far as a key frame can be told from the rest without decoding. */
enum VideoCodec {
    /** RFC 6184. */
    H264(0, 0x1f, 5, 5, 7, 7, 8),
    /** RFC 7798. */
    H265(1, 0x3f, 16, 21, 33, 32, 34);

    private final int shift;
    private final int mask;
    private final int firstKey;
    private final int lastKey;
    private final int parameters;
    private final int firstInFront;
    private final int lastInFront;

    /**
     * The kinds of NAL units.
     *
     * @param shift where a unit's first byte holds its kind
     * @param parameters of the sequence
     */
    VideoCodec(int shift, int mask, int firstKey, int lastKey, int parameters, int firstInFront, int lastInFront) {
        this.shift = shift;
        this.mask = mask;
        this.firstKey = firstKey;
        this.lastKey = lastKey;
        this.parameters = parameters;
        this.firstInFront = firstInFront;
        this.lastInFront = lastInFront;
    }

    /** The codec that SDP's rtpmap names; empty for others. */
    static Optional<VideoCodec> named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "H264" -> Optional.of(H264);
            case "H265", "HEVC" -> Optional.of(H265);
            default -> Optional.empty();
        };
    }

    /** What kind of NAL unit this is. */
    int type(byte[] nal) {
        return (nal[0] >> shift) & mask;
    }

    /** A picture that needs no other one. */
    boolean isKey(int type) {
        return type >= firstKey && type <= lastKey;
    }

    /** The sequence parameter set, which says how large the pictures are. */
    boolean isParameters(int type) {
        return type == parameters;
    }

    /** Whatever a decoder must have been given before a picture. */
    boolean isInFront(int type) {
        return type >= firstInFront && type <= lastInFront;
    }

    /** Of a unit that came in parts: what stood in front of it before it was cut (RFC 6184, 5.8; RFC 7798, 4.4.3). */
    byte[] header(byte[] payload) {
        return switch (this) {
            case H264 -> new byte[] {(byte) ((payload[0] & 0xe0) | (payload[1] & 0x1f))};
            case H265 -> new byte[] {(byte) ((payload[0] & 0x81) | ((payload[2] & 0x3f) << 1)), payload[1]};
        };
    }

    Optional<FrameSize> size(byte[] parameters) {
        return switch (this) {
            case H264 -> FrameSize.h264(parameters);
            case H265 -> FrameSize.h265(parameters);
        };
    }
}
