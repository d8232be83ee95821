package dev.outpost.camera;

import java.io.ByteArrayOutputStream;

/** The bits of a NAL unit of H.264 or H.265, most significant first; the bytes that only keep start codes apart are taken out. */
final class BitReader {
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
