package dev.outpost.camera;

import java.util.Locale;
import java.util.Optional;

/** The codecs of cameras, as far as a key frame can be told from the rest without decoding. */
enum VideoCodec {
    /** RFC 6184. */
    H264 {
        @Override
        int type(byte[] nal, int at) {
            return nal[at] & 0x1f;
        }

        @Override
        boolean isKey(int type) {
            return type == 5;
        }

        @Override
        boolean isParameters(int type) {
            return type == 7;
        }

        @Override
        boolean isInFront(int type) {
            return type == 7 || type == 8;
        }

        @Override
        byte[] header(byte[] payload) {
            return new byte[] {(byte) ((payload[0] & 0xe0) | (payload[1] & 0x1f))};
        }

        @Override
        Optional<FrameSize> size(byte[] parameters) {
            return FrameSize.h264(parameters);
        }
    },
    /** RFC 7798. */
    H265 {
        @Override
        int type(byte[] nal, int at) {
            return (nal[at] >> 1) & 0x3f;
        }

        @Override
        boolean isKey(int type) {
            return type >= 16 && type <= 21;
        }

        @Override
        boolean isParameters(int type) {
            return type == 33;
        }

        @Override
        boolean isInFront(int type) {
            return type >= 32 && type <= 34;
        }

        @Override
        byte[] header(byte[] payload) {
            return new byte[] {(byte) ((payload[0] & 0x81) | ((payload[2] & 0x3f) << 1)), payload[1]};
        }

        @Override
        Optional<FrameSize> size(byte[] parameters) {
            return FrameSize.h265(parameters);
        }
    };

    /** The codec that SDP's rtpmap names; empty for others. */
    static Optional<VideoCodec> named(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "H264" -> Optional.of(H264);
            case "H265", "HEVC" -> Optional.of(H265);
            default -> Optional.empty();
        };
    }

    /** What kind of NAL unit begins there. */
    abstract int type(byte[] nal, int at);

    /** A picture that needs no other one. */
    abstract boolean isKey(int type);

    /** The sequence parameter set, which says how large the pictures are. */
    abstract boolean isParameters(int type);

    /** Whatever a decoder must have been given before a picture. */
    abstract boolean isInFront(int type);

    /** Of a unit that came in parts: what stood in front of it before it was cut (RFC 6184, 5.8; RFC 7798, 4.4.3). */
    abstract byte[] header(byte[] payload);

    abstract Optional<FrameSize> size(byte[] parameters);
}
