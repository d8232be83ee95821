package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FrameSizeTest {
    @ParameterizedTest(name = "{0} {1} × {2} {3}")
    @CsvFileSource(resources = "/camera/sps.csv")
    void isTheOneThatItsMakerMeant(VideoCodec codec, int width, int height, String profile, String hex) {
        var sps = HexFormat.of().parseHex(hex);

        assertTrue(codec.isParameters(codec.type(sps)), profile);
        assertEquals(Optional.of(new FrameSize(width, height)), codec.size(sps), profile);
    }

    /** Cut anywhere, or with any bits turned: a size or none, and never an error. */
    @ParameterizedTest(name = "{0} {1} × {2} {3}")
    @CsvFileSource(resources = "/camera/sps.csv")
    void neverStumbles(VideoCodec codec, int width, int height, String profile, String hex) {
        var sps = HexFormat.of().parseHex(hex);
        var random = new Random(width * 31L + height + profile.hashCode());
        for (int length = 0; length < sps.length; length++) {
            codec.size(Arrays.copyOf(sps, length));
        }
        for (int round = 0; round < 500; round++) {
            var other = sps.clone();
            for (int turned = 0; turned <= random.nextInt(8); turned++) {
                other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
            }
            codec.size(other)
                    .ifPresent(size -> assertTrue(size.width() <= 16_384 && size.height() <= 16_384, size::toString));
        }
    }

    @Test
    void isUnknownWhereNothingIsSaid() {
        assertEquals(Optional.empty(), FrameSize.h264(new byte[0]));
        assertEquals(Optional.empty(), FrameSize.h265(new byte[2]));
        assertEquals(Optional.empty(), FrameSize.h264(new byte[4_096]));
    }
}
