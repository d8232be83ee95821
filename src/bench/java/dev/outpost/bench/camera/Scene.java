package dev.outpost.bench.camera;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;

/** What the camera looks at: a barn yard at dusk, drawn, with the time, a caption and colour bars as a test pattern. */
final class Scene {

    /** The resolution of the DS-2CD1321-I's main stream. */
    static final int WIDTH = 1920;

    static final int HEIGHT = 1080;

    private static final int HORIZON = 640;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd EEE HH:mm:ss", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int[] BARS = {0xc8c8c8, 0xc8c800, 0x00c8c8, 0x00c800, 0xc800c8, 0xc80000, 0x0000c8};
    private static final Color LAMP = new Color(255, 214, 130);

    private final String caption;

    Scene(String caption) {
        this.caption = caption;
    }

    /** The picture of a moment. */
    byte[] jpeg(Instant moment) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        sky(canvas);
        hills(canvas);
        yard(canvas);
        barn(canvas);
        silo(canvas);
        fence(canvas);
        lamp(canvas);
        stamp(canvas, moment);
        canvas.dispose();
        grain(image, moment.getEpochSecond());
        return encoded(image);
    }

    private static void sky(Graphics2D canvas) {
        canvas.setPaint(new GradientPaint(0, 0, new Color(24, 34, 74), 0, 420, new Color(148, 92, 122)));
        canvas.fillRect(0, 0, WIDTH, 420);
        canvas.setPaint(new GradientPaint(0, 420, new Color(148, 92, 122), 0, HORIZON, new Color(250, 170, 92)));
        canvas.fillRect(0, 420, WIDTH, HORIZON - 420);
        glow(canvas, 1430, 610, 460, new Color(255, 214, 140, 200));
        canvas.setColor(new Color(255, 226, 160));
        canvas.fillOval(1380, 560, 100, 100);
        var stars = new Random(7);
        for (var star = 0; star < 60; star++) {
            canvas.setColor(new Color(255, 255, 255, 60 + stars.nextInt(140)));
            var size = 2 + stars.nextInt(3);
            canvas.fillOval(stars.nextInt(WIDTH), 90 + stars.nextInt(230), size, size);
        }
    }

    private static void hills(Graphics2D canvas) {
        canvas.setColor(new Color(86, 62, 96));
        canvas.fill(ridge(590, 46, 0.0042, 0.4));
        canvas.setColor(new Color(52, 46, 74));
        canvas.fill(ridge(622, 30, 0.0075, 2.1));
    }

    private static Path2D ridge(double base, double height, double frequency, double phase) {
        var line = new Path2D.Double();
        line.moveTo(0, HORIZON + 20);
        for (var x = 0; x <= WIDTH; x += 12) {
            line.lineTo(x, base - height * Math.sin(x * frequency + phase) - 8 * Math.sin(x * 0.031 + phase));
        }
        line.lineTo(WIDTH, HORIZON + 20);
        line.closePath();
        return line;
    }

    private static void yard(Graphics2D canvas) {
        canvas.setPaint(new GradientPaint(0, HORIZON, new Color(92, 76, 62), 0, HEIGHT, new Color(38, 34, 36)));
        canvas.fillRect(0, HORIZON, WIDTH, HEIGHT - HORIZON);
        canvas.setColor(new Color(28, 25, 28, 120));
        canvas.setStroke(new BasicStroke(16, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (var track = 0; track < 2; track++) {
            var wheel = new Path2D.Double();
            wheel.moveTo(700 + track * 90, 760);
            wheel.curveTo(820 + track * 120, 880, 980 + track * 160, 930, 1120 + track * 220, HEIGHT);
            canvas.draw(wheel);
        }
        canvas.setPaint(new GradientPaint(0, 900, new Color(214, 150, 110, 150), 0, 960, new Color(90, 80, 110, 150)));
        canvas.fillOval(1290, 890, 330, 56);
    }

    private static void barn(Graphics2D canvas) {
        canvas.setColor(new Color(74, 26, 26));
        canvas.fill(polygon(760, 470, 1080, 540, 1080, 752, 760, 780));
        canvas.setColor(new Color(112, 38, 34));
        canvas.fill(polygon(340, 780, 340, 520, 400, 410, 550, 330, 700, 410, 760, 520, 760, 780));
        canvas.setColor(new Color(42, 34, 40));
        canvas.fill(polygon(550, 318, 902, 402, 1092, 556, 1070, 562, 772, 528, 704, 398));
        canvas.setStroke(new BasicStroke(14, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        var roof = new Path2D.Double();
        roof.moveTo(328, 524);
        roof.lineTo(394, 402);
        roof.lineTo(550, 320);
        roof.lineTo(706, 402);
        roof.lineTo(772, 524);
        canvas.draw(roof);
        canvas.setStroke(new BasicStroke(2));
        canvas.setColor(new Color(80, 24, 24));
        for (var plank = 364; plank < 760; plank += 24) {
            canvas.drawLine(plank, 530, plank, 778);
        }
        doors(canvas);
    }

    private static void doors(Graphics2D canvas) {
        canvas.setPaint(new GradientPaint(0, 600, LAMP, 0, 780, new Color(214, 130, 56)));
        canvas.fillRect(470, 600, 160, 180);
        canvas.setColor(new Color(226, 214, 200));
        canvas.setStroke(new BasicStroke(8));
        canvas.drawRect(466, 596, 168, 186);
        canvas.setColor(new Color(46, 30, 28));
        canvas.fill(polygon(560, 780, 560, 700, 590, 684, 626, 690, 626, 780));
        canvas.setColor(LAMP);
        canvas.fillRect(520, 450, 60, 60);
        canvas.setColor(new Color(226, 214, 200));
        canvas.setStroke(new BasicStroke(5));
        canvas.drawRect(520, 450, 60, 60);
        canvas.drawLine(550, 450, 550, 510);
        canvas.drawLine(520, 480, 580, 480);
        canvas.setColor(new Color(255, 190, 100, 70));
        canvas.fill(polygon(470, 784, 630, 784, 760, 950, 420, 950));
    }

    private static void silo(Graphics2D canvas) {
        canvas.setPaint(new GradientPaint(150, 0, new Color(60, 62, 78), 290, 0, new Color(150, 134, 138)));
        canvas.fillRect(150, 360, 140, 420);
        canvas.fillArc(150, 296, 140, 130, 0, 180);
        canvas.setColor(new Color(50, 50, 64, 150));
        canvas.setStroke(new BasicStroke(3));
        for (var ring = 400; ring < 780; ring += 54) {
            canvas.drawLine(150, ring, 290, ring);
        }
    }

    private static void fence(Graphics2D canvas) {
        canvas.setColor(new Color(30, 26, 30));
        canvas.setStroke(new BasicStroke(10, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (var post = 1120; post <= WIDTH + 60; post += 120) {
            var drop = (post - 1120) / 8;
            canvas.drawLine(post, 700 + drop, post, 800 + drop);
        }
        canvas.setStroke(new BasicStroke(7));
        canvas.drawLine(1100, 722, WIDTH, 822);
        canvas.drawLine(1100, 762, WIDTH, 866);
    }

    private static void lamp(Graphics2D canvas) {
        canvas.setColor(new Color(26, 24, 30));
        canvas.setStroke(new BasicStroke(12, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.drawLine(1190, 900, 1190, 430);
        canvas.drawLine(1190, 430, 1270, 410);
        canvas.setColor(new Color(255, 226, 150, 40));
        canvas.fill(polygon(1262, 420, 1300, 420, 1480, 930, 1120, 930));
        glow(canvas, 1280, 420, 120, new Color(255, 236, 180, 230));
    }

    private void stamp(Graphics2D canvas, Instant moment) {
        PixelFont.write(canvas, STAMP.format(moment), 40, 36, 6);
        PixelFont.write(canvas, caption, WIDTH - PixelFont.width(caption, 6) - 40, HEIGHT - 80, 6);
        PixelFont.write(canvas, "SIMULATED", WIDTH - PixelFont.width("SIMULATED", 4) - 40, 40, 4);
        for (var bar = 0; bar < BARS.length; bar++) {
            canvas.setColor(new Color(BARS[bar]));
            canvas.fillRect(40 + bar * 44, HEIGHT - 90, 44, 50);
        }
    }

    private static void glow(Graphics2D canvas, int x, int y, int radius, Color inside) {
        var outside = new Color(inside.getRed(), inside.getGreen(), inside.getBlue(), 0);
        canvas.setPaint(new RadialGradientPaint(x, y, radius, new float[] {0, 1}, new Color[] {inside, outside}));
        canvas.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Path2D polygon(int... points) {
        var shape = new Path2D.Double();
        shape.moveTo(points[0], points[1]);
        for (var point = 2; point < points.length; point += 2) {
            shape.lineTo(points[point], points[point + 1]);
        }
        shape.closePath();
        return shape;
    }

    /** A little noise of the sensor, another one each second. */
    private static void grain(BufferedImage image, long seed) {
        var noise = new Random(seed);
        for (var dot = 0; dot < 30_000; dot++) {
            var x = noise.nextInt(WIDTH);
            var y = noise.nextInt(HEIGHT);
            var colour = image.getRGB(x, y);
            image.setRGB(x, y, noise.nextBoolean() ? colour & 0xf8f8f8 : colour | 0x070707);
        }
    }

    private static byte[] encoded(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            if (!ImageIO.write(image, "jpeg", bytes)) {
                throw new IllegalStateException("this Java cannot write JPEG");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return bytes.toByteArray();
    }
}
