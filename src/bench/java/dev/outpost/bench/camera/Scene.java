package dev.outpost.bench.camera;

import dev.outpost.bench.host.ImageFiles;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.imageio.ImageIO;

/** What the camera looks at: a barn yard at dusk, and a clock whose hands show the time (UTC); needs no fonts on the machine. */
final class Scene {
    /** Where the clock hangs in the picture, and its size, in pixels. */
    private static final int CLOCK = 130;

    private static final int RADIUS = 90;

    /** 1920 × 1080, the resolution of the DS-2CD1321-I's main stream. */
    private static final BufferedImage YARD = yard();

    private Scene() {}

    private static BufferedImage yard() {
        ImageIO.setUseCache(false);
        try {
            return ImageIO.read(new ByteArrayInputStream(ImageFiles.bytes("/dev/outpost/bench/camera/yard.jpg")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The picture of a moment; its milliseconds are in a comment, as the clock's hands show seconds only. */
    static byte[] jpeg(Instant moment) {
        var image = new BufferedImage(YARD.getWidth(), YARD.getHeight(), BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.drawImage(YARD, 0, 0, null);
        canvas.setColor(new Color(255, 255, 255, 200));
        canvas.fillOval(CLOCK - RADIUS, CLOCK - RADIUS, 2 * RADIUS, 2 * RADIUS);
        canvas.setColor(Color.BLACK);
        int second = moment.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay();
        hand(canvas, second / 43_200.0, 50, 10);
        hand(canvas, second / 3_600.0, 75, 6);
        hand(canvas, second / 60.0, 85, 2);
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var plain = bytes.toByteArray();
        int rest = 4 + plain[5]; // behind JFIF's own segment
        return ByteBuffer.allocate(plain.length + 8)
                .put(plain, 0, rest)
                .putShort((short) 0xfffe)
                .putShort((short) 6)
                .putInt((int) moment.toEpochMilli())
                .put(plain, rest, plain.length - rest)
                .array();
    }

    private static void hand(Graphics2D canvas, double turns, int length, int width) {
        canvas.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double angle = 2 * Math.PI * turns;
        canvas.drawLine(
                CLOCK,
                CLOCK,
                CLOCK + (int) Math.round(length * Math.sin(angle)),
                CLOCK - (int) Math.round(length * Math.cos(angle)));
    }
}
