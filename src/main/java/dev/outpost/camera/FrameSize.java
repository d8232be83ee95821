package dev.outpost.camera;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * How large a stream's pictures are, as its sequence parameter set says, without what is cut off when they are shown.
 *
 * @param width pixels
 * @param height pixels
 */
public record FrameSize(int width, int height) {
    /** H.264's level 6.2 and H.265's end at 8192; the double is patience. */
    private static final int MOST = 16_384;

    private static final int[] NO_CROP = {0, 0, 0, 0};

    public FrameSize {
        if (width < 1 || height < 1 || width > MOST || height > MOST) {
            throw new IllegalArgumentException(width + " × " + height);
        }
    }

    /** From H.264's (ITU-T H.264, 7.3.2.1.1), with its header of one byte; empty where it makes no sense. */
    static Optional<FrameSize> h264(byte[] sps) {
        return read(sps, 1, FrameSize::ofH264);
    }

    /** From H.265's (ITU-T H.265, 7.3.2.2.1), with its header of two bytes; empty where it makes no sense. */
    static Optional<FrameSize> h265(byte[] sps) {
        return read(sps, 2, FrameSize::ofH265);
    }

    private static Optional<FrameSize> read(byte[] sps, int header, Function<BitReader, FrameSize> form) {
        try {
            return Optional.of(form.apply(new BitReader(sps, header)));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static FrameSize ofH264(BitReader in) {
        int profile = in.bits(8);
        in.skip(16); // constraints, level
        in.number(31); // seq_parameter_set_id
        int chroma = hasChroma(profile) ? chroma(in) : 1;
        in.number(12); // log2_max_frame_num_minus4
        order(in);
        in.number(16); // max_num_ref_frames
        in.skip(1); // gaps_in_frame_num_value_allowed_flag
        int width = 16 * (in.number(MOST / 16) + 1);
        int rows = in.number(MOST / 16) + 1;
        boolean isOfFrames = in.flag();
        int height = 16 * rows * (isOfFrames ? 1 : 2);
        if (!isOfFrames) {
            in.skip(1); // mb_adaptive_frame_field_flag
        }
        in.skip(1); // direct_8x8_inference_flag
        int[] crop = crop(in);
        return cut(width, height, crop, chroma, isOfFrames ? 1 : 2);
    }

    private static boolean hasChroma(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /** chroma_format_idc, with what stands behind it; 0 where the colours are coded apart, which are three pictures in grey. */
    private static int chroma(BitReader in) {
        int chroma = in.number(3);
        boolean isApart = chroma == 3 && in.flag();
        in.number(6); // bit_depth_luma_minus8
        in.number(6); // bit_depth_chroma_minus8
        in.skip(1); // qpprime_y_zero_transform_bypass_flag
        if (in.flag()) {
            for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
                scaling(in, list < 6 ? 16 : 64);
            }
        }
        return isApart ? 0 : chroma;
    }

    /** 7.3.2.1.1.1: one list, or a flag for none. */
    private static void scaling(BitReader in, int size) {
        if (!in.flag()) {
            return;
        }
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = Math.floorMod(last + in.signed(), 256);
            }
            last = next == 0 ? last : next;
        }
    }

    /** pic_order_cnt_type, with what stands behind it. */
    private static void order(BitReader in) {
        int type = in.number(2);
        if (type == 0) {
            in.number(12);
        } else if (type == 1) {
            in.skip(1);
            in.number();
            in.number();
            for (int left = in.number(255); left > 0; left--) {
                in.number();
            }
        }
    }

    private static FrameSize ofH265(BitReader in) {
        in.skip(4); // sps_video_parameter_set_id
        int layers = in.bits(3);
        in.skip(1); // sps_temporal_id_nesting_flag
        profile(in, layers);
        in.number(15); // sps_seq_parameter_set_id
        int chroma = in.number(3);
        boolean isApart = chroma == 3 && in.flag();
        int width = in.number(MOST);
        int height = in.number(MOST);
        return cut(width, height, crop(in), isApart ? 0 : chroma, 1);
    }

    /** profile_tier_level (7.3.3): 88 bits and a level, then the same for each layer that says so. */
    private static void profile(BitReader in, int layers) {
        in.skip(96);
        int bits = 0;
        for (int layer = 0; layer < layers; layer++) {
            bits += (in.flag() ? 88 : 0) + (in.flag() ? 8 : 0);
        }
        in.skip(bits + (layers == 0 ? 0 : 2 * (8 - layers)));
    }

    /** Left, right, top, bottom. */
    private static int[] crop(BitReader in) {
        return in.flag() ? new int[] {in.number(MOST), in.number(MOST), in.number(MOST), in.number(MOST)} : NO_CROP;
    }

    /** What is cut off is counted in samples of colour: 4:2:0 has one for two by two pixels. */
    private static FrameSize cut(int width, int height, int[] crop, int chroma, int fields) {
        int across = chroma == 1 || chroma == 2 ? 2 : 1;
        int down = (chroma == 1 ? 2 : 1) * fields;
        return new FrameSize(width - across * (crop[0] + crop[1]), height - down * (crop[2] + crop[3]));
    }

    @Override
    public String toString() {
        return width + " × " + height;
    }

    /** The bits of a NAL unit of H.264 or H.265, most significant first; the bytes that only keep start codes apart are taken out. */
    private static final class BitReader {
        /** Exp-Golomb codes of 32 bits and more do not occur in what is read here. */
        private static final int LONGEST_CODE = 31;

        private final byte[] bytes;
        private int at;

        /**
         * @param header bytes in front of the payload
         */
        BitReader(byte[] nal, int header) {
            this.bytes = payload(nal, header);
        }

        /** Without the 3 of each 0, 0, 3 (H.264 7.4.1, H.265 7.4.2). */
        private static byte[] payload(byte[] nal, int header) {
            var all = new ByteArrayOutputStream();
            int zeros = 0;
            for (int i = header; i < nal.length; i++) {
                if (zeros >= 2 && nal[i] == 3) {
                    zeros = 0;
                    continue;
                }
                zeros = nal[i] == 0 ? zeros + 1 : 0;
                all.write(nal[i]);
            }
            return all.toByteArray();
        }

        /**
         * The next bit.
         *
         * @throws IllegalArgumentException behind the last one
         */
        int bit() {
            if (at >= 8 * bytes.length) {
                throw new IllegalArgumentException("parameters end at bit " + at);
            }
            int bit = (bytes[at / 8] >> (7 - at % 8)) & 1;
            at++;
            return bit;
        }

        boolean flag() {
            return bit() == 1;
        }

        /** A number of so many bits, 31 at most. */
        int bits(int count) {
            int number = 0;
            for (int i = 0; i < count; i++) {
                number = (number << 1) | bit();
            }
            return number;
        }

        void skip(int count) {
            for (int i = 0; i < count; i++) {
                bit();
            }
        }

        /** Exp-Golomb, unsigned: {@code ue(v)}; as a signed one it is as long. */
        int number() {
            int zeros = 0;
            while (bit() == 0) {
                zeros++;
                if (zeros >= LONGEST_CODE) {
                    throw new IllegalArgumentException("a number of more than " + LONGEST_CODE + " bits");
                }
            }
            return (1 << zeros) - 1 + bits(zeros);
        }

        /** Exp-Golomb, signed: {@code se(v)}. */
        int signed() {
            int code = number();
            return code % 2 == 0 ? -(code / 2) : code / 2 + 1;
        }

        /** At most so many. */
        int number(int most) {
            int number = number();
            if (number > most) {
                throw new IllegalArgumentException(number + " where " + most + " is the most");
            }
            return number;
        }
    }
}
