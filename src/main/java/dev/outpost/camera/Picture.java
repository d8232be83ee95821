package dev.outpost.camera;

import dev.outpost.text.Hash;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * One picture that was really fetched and decoded, whole.
 *
 * @param jpeg its bytes as the camera sent them
 * @param width pixels
 * @param height pixels
 * @param took from the request to the last byte
 * @param clock what the camera said of the time
 * @param changed whether it differs from the last one that was kept; empty: there was none
 */
@SuppressWarnings(
        "ArrayRecordComponent") // never compared, and a copy of a picture a call would cost more than it protects
public record Picture(byte[] jpeg, int width, int height, Duration took, Clock clock, Optional<Boolean> changed) {
    static {
        ImageIO.setUseCache(false);
    }

    /** So many pixels are looked at; the others are decoded and dropped. */
    private static final double LOOKED_AT = 1_000_000;

    /** Compression leaves so much of a difference in what is one colour, of 255. */
    private static final int FLAT = 6;

    /**
     * Decodes the bytes: what is not a whole picture is none, and what is one flat colour shows nothing. Memory is bounded: the size
     * is read before anything is decoded.
     *
     * @throws IOException if they are no picture; its message goes on from "the camera: "
     */
    static Picture decode(byte[] jpeg, Duration took, Clock clock) throws IOException {
        var frame = new Jpeg(jpeg);
        int step = (int) Math.max(1, Math.ceil(Math.sqrt(frame.pixels() / LOOKED_AT)));
        if (isFlat(decoded(jpeg, step))) {
            throw new IOException(
                    "its picture is one flat colour: its lens is covered, or it looks into the dark without a light");
        }
        return new Picture(jpeg, frame.width(), frame.height(), took, clock, Optional.empty());
    }

    private static BufferedImage decoded(byte[] jpeg, int step) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            return decoded(reader, step);
        } catch (RuntimeException broken) {
            throw new IOException("its picture cannot be decoded", broken); // the decoder's own answer to nonsense
        } finally {
            reader.dispose();
        }
    }

    /** The decoder fills what is missing with grey and only warns: here that is an error. */
    private static BufferedImage decoded(ImageReader reader, int step) throws IOException {
        var warnings = new ArrayList<String>();
        reader.addIIOReadWarningListener((source, warning) -> {
            warnings.add(warning);
            source.abort();
        });
        var wanted = reader.getDefaultReadParam();
        wanted.setSourceSubsampling(step, step, 0, 0);
        var image = reader.read(0, wanted);
        if (!warnings.isEmpty()) {
            throw new IOException("its picture is damaged: " + warnings.getFirst());
        }
        return image;
    }

    private static boolean isFlat(BufferedImage image) {
        int[] least = {255, 255, 255};
        int[] most = {0, 0, 0};
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int colour = image.getRGB(x, y);
                for (int part = 0; part < 3; part++) {
                    int value = (colour >> (8 * part)) & 0xff;
                    least[part] = Math.min(least[part], value);
                    most[part] = Math.max(most[part], value);
                }
            }
        }
        return most[0] - least[0] <= FLAT && most[1] - least[1] <= FLAT && most[2] - least[2] <= FLAT;
    }

    /**
     * The same, compared.
     *
     * @param last hash of the last one that was kept
     */
    public Picture after(Optional<String> last) {
        return new Picture(jpeg, width, height, took, clock, last.map(hash -> !hash.equals(sha256())));
    }

    /** SHA-256 of the bytes, in hexadecimal. */
    public String sha256() {
        return Hash.sha256(jpeg);
    }

    /**
     * What a camera says of the time.
     *
     * @param now its own clock; empty where it does not say
     * @param ahead how far that is before ours; negative: behind
     * @param age of its picture by its own clock; empty where it does not say
     */
    public record Clock(Optional<Instant> now, Optional<Duration> ahead, Optional<Duration> age) {
        /** ONVIF's logins carry the time; cameras refuse those that are five minutes off. */
        static final Duration OFF = Duration.ofMinutes(5);

        /** It says nothing. */
        static final Clock SILENT = new Clock(Optional.empty(), Optional.empty(), Optional.empty());

        /** From the headers of its answer (RFC 9110: Date, Last-Modified). */
        static Clock of(Reply reply, Instant ours) {
            var now = reply.first("Date").flatMap(Clock::header);
            var made = reply.first("Last-Modified").flatMap(Clock::header);
            return at(now, ours, now.flatMap(date -> made.map(day -> Duration.between(day, date))));
        }

        /** From ISAPI's Time: only a local time that names its offset is a moment. */
        static Clock ofTime(byte[] isapi, Instant ours) {
            var local = Firmware.element(new String(isapi, StandardCharsets.UTF_8), "localTime");
            return at(local.flatMap(Clock::moment), ours, Optional.empty());
        }

        private static Clock at(Optional<Instant> now, Instant ours, Optional<Duration> age) {
            return new Clock(
                    now, now.map(date -> Duration.between(ours, date)), age.filter(time -> !time.isNegative()));
        }

        private static Optional<Instant> header(String text) {
            try {
                return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            } catch (DateTimeException noDate) {
                return Optional.empty();
            }
        }

        private static Optional<Instant> moment(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException noMoment) {
                return Optional.empty();
            }
        }
    }
}
