package dev.outpost.camera;

import dev.outpost.camera.KeyFrames.RtpPacket;
import dev.outpost.step.Alarm;
import dev.outpost.step.Deadline;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Counts one stream's packets until enough was seen of it. */
final class StreamMeter {
    /** So much of a stream tells its rates. */
    static final Duration MEASURED = Duration.ofSeconds(5);

    /** Encoders that save most send a key frame each ten seconds, and one to whoever comes new. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** Five seconds of the main stream of a 4K camera, and a reserve; more is never fetched. */
    static final long MOST_BYTES = 8 << 20;

    /** A frame of 4K on a small processor takes half a second. */
    private static final Duration DECODED = Duration.ofSeconds(4);

    /** Of what it may say; the rest is not read. */
    private static final int MOST_SAID = 64 << 10;

    private final StreamOffer offer;
    private final KeyFrames keyFrames;
    private final Ticker ticker;
    private final long start;
    private final Deadline measured;
    private final Deadline longest;
    private int frames;
    private long bytes;
    private long first = -1;
    private long playing;
    private long firstCame;
    private long lastCame;

    /**
     * @param offer of a codec that is known
     */
    StreamMeter(StreamOffer offer, Ticker ticker) {
        this.offer = offer;
        this.keyFrames = new KeyFrames(VideoCodec.named(offer.codec()).orElseThrow());
        offer.parameters().forEach(keyFrames::told);
        this.ticker = ticker;
        this.start = ticker.nanos();
        this.measured = ticker.in(MEASURED);
        this.longest = ticker.in(LONGEST);
    }

    /**
     * Takes packets until enough was seen, or more than anybody should pay for.
     *
     * @return why it ended before, where it did
     */
    Optional<String> watch(RtspClient client) {
        try {
            while (!isEnough() && !isTooMuch()) {
                var packet = client.packet();
                took(packet.bytes().length);
                if (packet.channel() % 2 == 0) {
                    RtpPacket.parse(packet.bytes()).ifPresent(this::take);
                }
            }
            return Optional.empty();
        } catch (IOException broken) {
            return Optional.of(SystemWords.of(broken));
        }
    }

    boolean hasKeyFrame() {
        return keyFrames.isSeen();
    }

    /** Whether the key frame is a picture, by whoever decodes it here; empty where nobody does. */
    Optional<Boolean> isPicture() {
        return VideoCodec.named(offer.codec()).flatMap(codec -> decodes(codec, keyFrames.first(), ticker));
    }

    /** Any bytes of the connection, whatever they are: the line carries them all. */
    void took(int count) {
        bytes += count;
    }

    void take(RtpPacket packet) {
        if (packet.type() != offer.type()) {
            return;
        }
        lastCame = ticker.nanos();
        if (firstCame == 0) {
            firstCame = lastCame;
        }
        keyFrames.take(packet);
        if (packet.isLast()) {
            frames++;
            clock(packet.time());
        }
    }

    /** The stream's clock has 32 bits and turns over; what goes back is a picture out of its order. */
    private void clock(long time) {
        if (first < 0) {
            first = time;
        }
        long since = (time - first) & 0xffff_ffffL;
        if (since < 1L << 31) {
            playing = Math.max(playing, since);
        }
    }

    boolean isEnough() {
        return keyFrames.isSeen() && (measured.isOver() || playing().compareTo(MEASURED) >= 0);
    }

    /** Nobody waits longer, or pays more. */
    private boolean isTooMuch() {
        return longest.isOver() || bytes >= MOST_BYTES;
    }

    StreamSeen seen() {
        return new StreamSeen(
                offer.codec(),
                keyFrames.size(),
                frames,
                bytes,
                playing(),
                Duration.ofNanos(lastCame - firstCame),
                Duration.ofNanos(ticker.nanos() - start));
    }

    private Duration playing() {
        return Duration.ofNanos(playing * 1_000_000_000L / offer.rate());
    }

    /**
     * Decodes one frame by ffmpeg, where it is on this computer: whether what a camera calls a key frame is a picture. It gets the frame's bytes
     * and nothing else.
     *
     * @param frame as annex B has it, with its parameters
     * @return of a decoder that has 128 MiB at most; empty where there is no ffmpeg, it took too long, or it does not know the codec
     */
    static Optional<Boolean> decodes(VideoCodec codec, byte[] frame, Ticker ticker) {
        var form = codec == VideoCodec.H264 ? "h264" : "hevc";
        try {
            var process = new ProcessBuilder(
                            "ffmpeg -v error -protocol_whitelist pipe -max_alloc 134217728 -threads 1 -f %s -i pipe:0 -frames:v 1 -f framemd5 pipe:1"
                                    .formatted(form)
                                    .split(" "))
                    .redirectErrorStream(true)
                    .start();
            try (var limit = Alarm.at(ticker.in(DECODED), process::destroyForcibly);
                    var out = process.getInputStream()) {
                Thread.ofVirtual().name("a frame for ffmpeg").start(() -> give(process.getOutputStream(), frame));
                var said = new String(out.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
                return limit.rang() || isAtALoss(said) ? Optional.empty() : Optional.of(hasFrame(said));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static void give(OutputStream in, byte[] frame) {
        try (in) {
            in.write(frame);
        } catch (IOException enough) {
            return; // it has what it wants
        }
    }

    /** Built without the codec, as some systems do. */
    private static boolean isAtALoss(String said) {
        var words = said.toLowerCase(Locale.ROOT);
        return words.contains("unknown input format")
                || words.contains("decoder not found")
                || words.contains("(decoder");
    }

    /** "0, 0, 0, 1, 3110400, 6d2c…" stands there for each frame. */
    private static boolean hasFrame(String said) {
        return said.lines().anyMatch(line -> line.matches("0,\\s*-?\\d+,.*[0-9a-f]{32}"));
    }
}
