package dev.outpost.camera;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures that somebody made, and what is left of them when somebody cuts them. */
public final class Jpegs {
    private Jpegs() {}

    /** Blocks of random colours, 8 × 8 pixels each. */
    public static byte[] noise(int width, int height) {
        var random = new Random(7);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y += 8) {
            for (int x = 0; x < width; x += 8) {
                fill(image, x, y, random.nextInt(0x1000000));
            }
        }
        return jpeg(image);
    }

    /** The same, one byte a pixel: a large one fits into the memory that makes it. */
    static byte[] noiseOf(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < width; x++) {
            image.setRGB(x, x % height, 0xffffff);
        }
        return jpeg(image);
    }

    private static void fill(BufferedImage image, int x, int y, int colour) {
        for (int dy = 0; dy < 8 && y + dy < image.getHeight(); dy++) {
            for (int dx = 0; dx < 8 && x + dx < image.getWidth(); dx++) {
                image.setRGB(x + dx, y + dy, colour);
            }
        }
    }

    /** One colour everywhere. */
    public static byte[] flat(int width, int height, Color colour) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setColor(colour);
        canvas.fillRect(0, 0, width, height);
        canvas.dispose();
        return jpeg(image);
    }

    /** Everything in front of the first byte of image data. */
    public static byte[] header(byte[] jpeg) {
        int scan = segment(jpeg, 0xda);
        return Arrays.copyOf(jpeg, scan + 2 + (((jpeg[scan + 2] & 0xff) << 8) | (jpeg[scan + 3] & 0xff)));
    }

    /** With four hundred bytes in its middle that are others. */
    public static byte[] damaged(byte[] jpeg) {
        var other = jpeg.clone();
        Arrays.fill(other, other.length / 2, other.length / 2 + 400, (byte) 0x55);
        return other;
    }

    /** Its scan so many times, one behind the other. */
    public static byte[] scans(byte[] jpeg, int times) {
        int from = segment(jpeg, 0xda);
        var all = new ByteArrayOutputStream();
        all.write(jpeg, 0, from);
        for (int time = 0; time < times; time++) {
            all.write(jpeg, from, Math.min(jpeg.length - 2 - from, 4_000));
        }
        return ended(all.toByteArray());
    }

    /** With an end marker behind it. */
    public static byte[] ended(byte[] jpeg) {
        var all = Arrays.copyOf(jpeg, jpeg.length + 2);
        all[jpeg.length] = (byte) 0xff;
        all[jpeg.length + 1] = (byte) 0xd9;
        return all;
    }

    /** The same bytes, whose header says another size. */
    public static byte[] sized(byte[] jpeg, int width, int height) {
        var other = jpeg.clone();
        int frame = segment(jpeg, 0xc0);
        other[frame + 5] = (byte) (height >> 8);
        other[frame + 6] = (byte) height;
        other[frame + 7] = (byte) (width >> 8);
        other[frame + 8] = (byte) width;
        return other;
    }

    private static int segment(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 0xff) != marker) {
            at += 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff));
        }
        return at;
    }

    private static byte[] jpeg(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return bytes.toByteArray();
    }
}
