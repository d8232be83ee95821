package dev.outpost.camera;

import dev.outpost.step.Deadline;
import dev.outpost.step.SystemWords;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Counts one stream's packets until enough was seen of it. */
final class StreamMeter {
    /** So much of a stream tells its rates. */
    static final Duration MEASURED = Duration.ofSeconds(5);

    /** Encoders that save most send a key frame each ten seconds, and one to whoever comes new. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** Five seconds of the main stream of a 4K camera, and a reserve; more is never fetched. */
    static final long MOST_BYTES = 8 << 20;

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
        return VideoCodec.named(offer.codec()).flatMap(codec -> Ffmpeg.decodes(codec, keyFrames.first(), ticker));
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
}
