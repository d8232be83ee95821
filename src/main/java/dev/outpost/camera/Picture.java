package dev.outpost.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/**
 * One picture that was really fetched and decoded.
 *
 * @param jpeg its bytes as the camera sent them
 * @param width pixels
 * @param height pixels
 * @param took from the request to the last byte
 */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared, and a copy of a picture a call would cost more than it protects
public record Picture(byte[] jpeg, int width, int height, Duration took) {
    static {
        ImageIO.setUseCache(false);
    }

    /**
     * Decodes the bytes: what is not a whole picture is none.
     *
     * @throws IOException if they are no picture
     */
    static Picture decode(byte[] jpeg, Duration took) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(jpeg));
        if (image == null) {
            throw new IOException("the camera sent " + jpeg.length + " bytes that are no picture");
        }
        return new Picture(jpeg, image.getWidth(), image.getHeight(), took);
    }

    /** SHA-256 of the bytes, in hexadecimal. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jpeg));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
