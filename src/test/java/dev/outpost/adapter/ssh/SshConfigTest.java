package dev.outpost.adapter.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SshConfigTest {
    /** It would be most of the CPU of a first contact: 700 classes, and all jars opened in search of a logger. */
    @Test
    void loadsNoBouncyCastleAndSearchesForNoLogger() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        var process = new ProcessBuilder(java, "-Xlog:class+load", "-cp", classes, Made.class.getName())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains(SshConfig.class.getName()), said);
        assertTrue(said.contains("org.slf4j.nop.NOPServiceProvider"), said);
        assertFalse(said.contains("org.bouncycastle"), said);
        assertFalse(said.contains("SLF4J("), said);
    }

    static final class Made {
        private Made() {}

        public static void main(String[] words) {
            new SshLinks(Ticker.REAL);
        }
    }
}
