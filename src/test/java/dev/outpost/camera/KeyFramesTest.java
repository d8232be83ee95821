package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.camera.KeyFrames.RtpPacket;
import dev.outpost.step.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFramesTest {
    private static final String SPS_1080 = "6742c028da01e0089f970110000003001000000300a0f1832a";

    private final KeyFrames h264 = new KeyFrames(VideoCodec.H264);

    @Test
    void areSeenWholeInOneUnitOrInParts() {
        h264.take(packet(false, "67" + SPS_1080.substring(2)));
        h264.take(packet(true, "65" + "11".repeat(300)));
        assertTrue(h264.isSeen());
        assertEquals(Optional.of(new FrameSize(1920, 1080)), h264.size());

        var parts = new KeyFrames(VideoCodec.H264);
        parts.take(packet(false, "7c85" + "11".repeat(150)));
        assertFalse(parts.isSeen());
        parts.take(packet(true, "7c45" + "11".repeat(150)));
        assertTrue(parts.isSeen());

        var h265 = new KeyFrames(VideoCodec.H265);
        h265.take(packet(false, "6201" + "93" + "11".repeat(150)));
        h265.take(packet(true, "6201" + "53" + "11".repeat(150)));
        assertTrue(h265.isSeen());
    }

    @Test
    void areSeenBehindTheirParametersInOnePacket() {
        var length = HexFormat.of().toHexDigits((short) (SPS_1080.length() / 2));
        h264.take(packet(true, "78" + length + SPS_1080 + "012d" + "65" + "11".repeat(300)));

        assertTrue(h264.isSeen());
        assertEquals(Optional.of(new FrameSize(1920, 1080)), h264.size());
    }

    /** Pictures that need others, parameters alone, the end of one that nobody saw begin, a key frame of ten bytes, nonsense. */
    @ParameterizedTest
    @ValueSource(strings = {"41", "67", "68", "06", "7c45", "7c81", "7800", "78ffff65", "7c", "00", "ff", "1c"})
    void areNotSeenInAnythingElse(String start) {
        h264.take(packet(true, start + "11".repeat(300)));
        h264.take(packet(true, start));
        h264.take(packet(true, ""));
        h264.take(packet(true, "65" + "11".repeat(9)));

        assertFalse(h264.isSeen());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "00600001000000000c0ffee0aa",
                "8f600001000000000c0ffee0aa",
                "90600001000000000c0ffee0",
                "a0600001000000000c0ffee0ff"
            })
    void packetsThatAreNoneAreReadOver(String hex) {
        assertEquals(Optional.empty(), RtpPacket.parse(HexFormat.of().parseHex(hex)));
    }

    @Test
    void packetsMayCarrySourcesExtensionsAndPadding() {
        var packet = RtpPacket.parse(HexFormat.of()
                        .parseHex(
                                "b1e0000100000fff0c0ffee0" + "00000001" + "bede0001" + "00000000" + "aabb" + "000003"))
                .orElseThrow();

        assertEquals("aabb", HexFormat.of().formatHex(packet.payload()));
        assertEquals(4_095, packet.time());
        assertTrue(packet.isLast());
        assertEquals(96, packet.type());
    }

    @Test
    void aStreamIsMeasuredByItsOwnClockOverTheTurnOfThirtyTwoBits() {
        var offer = new StreamOffer("H264", 96, 90_000, "", List.of());
        var meter = new StreamMeter(offer, Ticker.REAL);
        for (int frame = 0; frame <= 60; frame++) {
            meter.took(1_000);
            meter.take(new RtpPacket(
                    true,
                    96,
                    0xffff_fff0L + frame * 7_500L & 0xffff_ffffL,
                    HexFormat.of().parseHex("65" + "11".repeat(250))));
        }

        assertTrue(meter.isEnough());
        var seen = meter.seen();
        assertEquals(Duration.ofSeconds(5), seen.playing());
        assertEquals(12.0, seen.framesPerSecond(), 0.001);
        assertEquals(98, seen.kilobitsPerSecond());
    }

    @Test
    void anOfferSaysWhereItIsSetUp() {
        var sdp = """
                v=0
                m=audio 0 RTP/AVP 8
                a=control:trackID=9
                m=video 0 RTP/AVP 96
                a=rtpmap:96 H264/90000
                a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0LAKNoB4AifiA==,aM4G4g==
                a=control:trackID=1
                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        var offer = StreamOffer.first(sdp).orElseThrow();

        assertEquals("rtsp://a/b/trackID=1", offer.address("rtsp://a/b"));
        assertEquals("rtsp://a/b/trackID=1", offer.address("rtsp://a/b/"));
        assertEquals(2, offer.parameters().size());
        assertEquals("audio, video (H264)", StreamOffer.words(sdp));
        assertEquals("rtsp://x/y", new StreamOffer("", 96, 90_000, "rtsp://x/y", List.of()).address("rtsp://a/b"));
        assertEquals(Optional.empty(), StreamOffer.first("m=audio 0 RTP/AVP 8".getBytes(StandardCharsets.UTF_8)));
    }

    private static RtpPacket packet(boolean isLast, String hex) {
        var payload = HexFormat.of().parseHex(hex);
        var all = ByteBuffer.allocate(12 + payload.length);
        all.put((byte) 0x80).put((byte) (isLast ? 0xe0 : 0x60)).position(12);
        all.put(payload);
        return RtpPacket.parse(all.array()).orElseThrow();
    }
}
