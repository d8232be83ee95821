package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

    private final byte[] whole = Jpegs.noise(640, 360);

    @Test
    void isDecodedWhole() throws IOException {
        var picture = decode(whole);

        assertEquals("640 × 360", picture.width() + " × " + picture.height());
        assertEquals(whole.length, picture.jpeg().length);
    }

    @Test
    void mayStandInSeveralScansAndHaveBytesBehindItsEnd() throws IOException {
        var scans = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var wanted = writer.getDefaultWriteParam();
        wanted.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (var out = ImageIO.createImageOutputStream(scans)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(ImageIO.read(new ByteArrayInputStream(whole)), null, null), wanted);
        }
        assertEquals(640, decode(scans.toByteArray()).width());

        assertEquals(360, decode(Arrays.copyOf(whole, whole.length + 700)).height());
    }

    /** In percent of the file; 0: its header alone, to the first byte of the scan. */
    @ParameterizedTest
    @ValueSource(ints = {99, 50, 10, 2, 0})
    void isNoneWhenItIsCut(int percent) {
        var cut = percent == 0 ? Jpegs.header(whole) : Arrays.copyOf(whole, whole.length * percent / 100);

        assertTrue(refused(cut).contains("cut"), refused(cut));
        // an end marker of its own makes it no whole picture
        assertThrows(IOException.class, () -> decode(Jpegs.ended(cut)));
    }

    @Test
    void isNoneWhenItsBytesAreDamaged() {
        assertThrows(IOException.class, () -> decode(Jpegs.damaged(whole)));
    }

    @Test
    void isToldWhenItIsOneColour() {
        for (var colour : new Color[] {Color.BLACK, Color.GRAY, new Color(30, 60, 200)}) {
            assertTrue(refused(Jpegs.flat(640, 360, colour)).contains("one flat colour"));
        }
    }

    @Test
    void neverCostsMemoryForWhatItsHeaderSays() {
        var bomb = Jpegs.sized(Jpegs.flat(16, 16, Color.GRAY), 46_000, 46_000);
        var before = allocated();

        var words = refused(bomb);

        assertTrue(words.contains("46000 × 46000"), words);
        assertTrue(allocated() - before < 1 << 20, "it cost " + (allocated() - before) + " bytes");
    }

    @Test
    void ofTheLargestKindIsDecodedInBoundedMemory() throws IOException {
        var large = Jpegs.noiseOf(8_160, 6_120);
        var before = allocated();

        assertEquals(8_160, decode(large).width());

        assertTrue(allocated() - before < 64 << 20, "it cost " + (allocated() - before) + " bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF89a",
                "<html>login</html>",
                "\u00ff\u00d8",
                "\u00ff\u00d8\u00ff\u00d9",
                "\u00ff\u00d8\u00ff\u00c0\0\0"
            })
    void isNoneWhereItIsSomethingElse(String bytes) {
        assertThrows(IOException.class, () -> decode(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void isComparedWithTheLastOne() throws IOException {
        var picture = decode(whole);

        assertEquals(Optional.empty(), picture.changed());
        assertEquals(
                Optional.of(false), picture.after(Optional.of(picture.sha256())).changed());
        assertEquals(Optional.of(true), picture.after(Optional.of("0")).changed());
    }

    @Test
    void isAsOldAsTheCamerasOwnClockSays() throws IOException {
        var head = "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 19:30:00 GMT\r\n"
                + "Last-Modified: Sun, 22 Nov 2026 19:00:00 GMT\r\nContent-Length: 0\r\n\r\n";
        var reply = Reply.read(new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII)), true);

        var clock = Picture.Clock.of(reply, NOW);

        assertEquals(Optional.of(Duration.ofMinutes(30)), clock.age());
        assertEquals(Optional.of(Duration.ofMinutes(-30)), clock.ahead());
        assertEquals(
                Optional.of(NOW),
                Picture.Clock.ofTime(
                                "<Time><localTime>2026-11-22T22:00:00+02:00</localTime></Time>"
                                        .getBytes(StandardCharsets.UTF_8),
                                NOW)
                        .now());
        assertEquals(
                Picture.Clock.SILENT,
                Picture.Clock.ofTime(
                        "<Time><localTime>2026-11-22T22:00:00</localTime></Time>".getBytes(StandardCharsets.UTF_8),
                        NOW));
    }

    private static String refused(byte[] bytes) {
        return String.valueOf(
                assertThrows(IOException.class, () -> decode(bytes)).getMessage());
    }

    private static Picture decode(byte[] bytes) throws IOException {
        return Picture.decode(bytes, Duration.ZERO, Picture.Clock.SILENT);
    }

    /** Bytes that this thread has allocated so far. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
