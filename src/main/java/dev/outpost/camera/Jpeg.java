package dev.outpost.camera;

import java.io.IOException;

/** The frame of a JPEG file (ITU-T T.81, annex B), read from its markers alone: nothing is decoded, nothing is kept. */
final class Jpeg {
    /** The largest cameras on the market have 32 megapixels. */
    static final long MOST_PIXELS = 50_000_000;

    /** Pictures in several scans stand in memory whole, 12 bytes a pixel at most, while they are decoded. */
    private static final long MOST_PIXELS_IN_SCANS = 16_000_000;

    /** Encoders write ten; each one more costs a pass over the whole picture. */
    private static final int MOST_SCANS = 32;

    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;

    private final byte[] file;
    private int at = 2;
    private int scans;
    private boolean isProgressive;
    private int width;
    private int height;

    /**
     * Walks from the first marker to the end marker.
     *
     * @throws IOException if they are no JPEG, or it is too large, or not all of it is there
     */
    Jpeg(byte[] file) throws IOException {
        this.file = file;
        if (file.length < 4 || octet(0) != 0xff || octet(1) != START) {
            throw new IOException("it sent " + file.length + " bytes that are no JPEG picture");
        }
        for (int marker = marker(); marker != END; marker = marker()) {
            segment(marker);
        }
        if (scans == 0) {
            throw new IOException("its picture has a header and nothing behind it");
        }
        if (pixels() == 0) {
            throw new IOException("its picture does not say how large it is");
        }
    }

    /** The next marker's second byte; any number of bytes 0xff may stand in front of it (B.1.1.2). */
    private int marker() throws IOException {
        if (octet(at) != 0xff) {
            throw new IOException("its picture is broken at byte " + at);
        }
        while (octet(at) == 0xff) {
            at++;
        }
        return octet(at++);
    }

    private void segment(int marker) throws IOException {
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
            return; // stands alone (B.1.1.3)
        }
        int length = (octet(at) << 8) | octet(at + 1);
        if (isFrame(marker)) {
            size(at + 2);
            isProgressive = marker % 4 == 2;
        }
        at += length;
        if (marker == SCAN) {
            scan();
        }
    }

    /** SOF0 to SOF15, without DHT, JPG and DAC, whose codes stand between them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void size(int in) throws IOException {
        height = (octet(in + 1) << 8) | octet(in + 2);
        width = (octet(in + 3) << 8) | octet(in + 4);
        refuseOver(MOST_PIXELS);
    }

    private void refuseOver(long most) throws IOException {
        if (pixels() == 0 || pixels() > most) {
            throw new IOException(
                    "its picture says that it has " + width + " × " + height + " pixels; it was not decoded");
        }
    }

    /** Across. */
    int width() {
        return width;
    }

    /** Down. */
    int height() {
        return height;
    }

    long pixels() {
        return (long) width * height;
    }

    /** To the marker behind the coded data, where 0xff itself is followed by 0 and restarts count from 0xd0. */
    private void scan() throws IOException {
        scans++;
        if (scans > MOST_SCANS) {
            throw new IOException("its picture has more than " + MOST_SCANS + " scans");
        }
        if ((scans > 1 || isProgressive) && pixels() > 0) {
            refuseOver(MOST_PIXELS_IN_SCANS);
        }
        while (octet(at) != 0xff || octet(at + 1) == 0 || (octet(at + 1) >= 0xd0 && octet(at + 1) <= 0xd7)) {
            at += octet(at) == 0xff ? 2 : 1;
        }
    }

    private int octet(int index) throws IOException {
        if (index >= file.length) {
            throw new IOException("its picture is cut: " + file.length + " bytes without an end");
        }
        return file[index] & 0xff;
    }
}
