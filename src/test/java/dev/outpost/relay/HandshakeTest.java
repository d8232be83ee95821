package dev.outpost.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The shipped script in this computer's own shell, with a clock and a {@code wg} of ours. */
class HandshakeTest {
    @Test
    void isNotWaitedForWhereTheTunnelLives() throws Exception {
        var handshake = script("date() { echo 1790000180; }", "1790000000");

        assertTrue(handshake.isUp(), handshake::toString);
        assertEquals(0, handshake.waitedSeconds());
        assertEquals(Optional.of("100.72.1.9:51820"), handshake.endpoint());
    }

    @Test
    void ofOldIsNoTunnelAndIsWaitedOut() throws Exception {
        var handshake = script("date() { echo 1790000181; }", "1790000000");

        assertTrue(handshake.isSilent(), handshake::toString);
        assertFalse(handshake.isUp());
        assertEquals(3, handshake.waitedSeconds());
    }

    @Test
    void thatComesWhileWaitedForIsTheTunnelsNewLife() throws Exception {
        var handshake =
                script("date() { echo 1790000181; }", "$([ $waited -lt 2 ] && echo 1790000000 || echo 1790000179)");

        assertTrue(handshake.isUp(), handshake::toString);
        assertEquals(2, handshake.waitedSeconds());
    }

    @Test
    void thatNeverCameIsNeitherUpNorSilent() throws Exception {
        var handshake = script("date() { echo 1790000181; }", "0");

        assertFalse(handshake.isUp() || handshake.isSilent(), handshake::toString);
        assertEquals(3, handshake.waitedSeconds());
    }

    private static Handshake script(String clock, String stamp) throws Exception {
        var wg = """
                sleep() { :; }
                INTERFACE=outpost0 KEY=KEY= SECONDS_TO_WAIT=3 SECONDS_IT_LIVES=%d
                wg() {
                    case $3 in
                    latest-handshakes) printf 'KEY=\\t%%s\\n' "%s" ;;
                    endpoints) printf 'KEY=\\t100.72.1.9:51820\\n' ;;
                    *) printf 'KEY=\\t1\\t2\\n' ;;
                    esac
                }
                """.formatted(Handshake.LIVES.toSeconds(), stamp);
        var shipped = Objects.requireNonNull(Handshake.class.getResourceAsStream("handshake.sh"))
                .readAllBytes();
        var shell =
                new ProcessBuilder("sh", "-c", clock + "\n" + wg + new String(shipped, StandardCharsets.UTF_8)).start();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(shell.waitFor(3, TimeUnit.MINUTES));
        return Handshake.parse(said);
    }
}
