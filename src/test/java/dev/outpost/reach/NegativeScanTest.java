package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NegativeScanTest {
    @Test
    void isContentWithTheServersOwnPortsAndThePublishedOnes() {
        var result = new NegativeScan(answering(Set.of(22, 8554))).of("203.0.113.10", Set.of(8554), Set.of(22), 51820);

        assertTrue(result.isShut());
        assertEquals(List.of(22, 8554), result.expected());
        assertTrue(result.notScanned().getFirst().contains("UDP"));
    }

    @Test
    void namesWhatNobodyPublished() {
        var result = new NegativeScan(answering(Set.of(22, 554))).of("203.0.113.10", Set.of(), Set.of(22), 51820);

        assertFalse(result.isShut());
        assertEquals(List.of(554), result.unexpected());
    }

    @Test
    void namesAPublishedPortThatIsShut() {
        var result = new NegativeScan(answering(Set.of(22))).of("203.0.113.10", Set.of(8554), Set.of(22), 51820);

        assertEquals(List.of(8554), result.missing());
    }

    private static Vantage answering(Set<Integer> open) {
        return new Vantage() {
            @Override
            public Dial dial(String host, int port, Duration timeout) {
                return open.contains(port)
                        ? new Dial.Connected(
                                InputStream.nullInputStream(), OutputStream.nullOutputStream(), () -> {}, Duration.ZERO)
                        : new Dial.Refused(Duration.ZERO);
            }

            @Override
            public String where() {
                return "outside";
            }
        };
    }
}
