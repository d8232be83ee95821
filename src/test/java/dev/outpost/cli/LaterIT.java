package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site whose relay is named when nobody is beside the router any more. */
class LaterIT {
    private static final String KEY = "uci get network.outpost.private_key";

    @TempDir
    Path folder;

    @Test
    void theKeyIsBornBeforeThereIsARelayAndStaysWhenThereIsOne() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, Generation.V24_10))) {
            run.probe();
            var site = Path.of(run.site());
            run.cameraIsFresh(true, 220_114);
            var whole = Files.readString(site)
                    .replaceFirst("(?m)^    username:.*\n    password:.*\n", "    setup: {viewer: onvif}\n");
            assertTrue(whole.contains("setup: {"), whole);
            Files.writeString(site, whole.replaceFirst("  relay: vps1.*", "  way-in: later"));

            run.run(
                    "plan",
                    run.site(),
                    "--bundle",
                    run.bench.files().resolve("bundle").toString());
            assertTrue(flat(run.out).contains("nobody can look at this site after you leave"), run.out + run.err);
            assertFalse(flat(run.out).contains("through the relay"), "nobody named one: " + run.out);
            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nobody can reach this site after you leave"), run.out + run.err);
            assertFalse(run.out.contains("goes through the relay"), run.out);
            var pictures = run.state().resolve("sites/barn-1/report/yard.jpg");
            assertNotNull(ImageIO.read(pictures.toFile()), run.out);
            assertTrue(run.out.contains("from the router's LAN") || run.out.contains("picture of yard"), run.out);
            assertTrue(Files.exists(run.state().resolve("sites/barn-1/camera-yard-set-up")), run.out);
            var key = run.onRouter(KEY);
            assertEquals(45, key.length(), key);
            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
            assertFalse(run.out.contains("router and relay are"), run.out);
            assertFalse(run.out.contains("picture of yard"), "it was seen since the last change: " + run.out);

            Files.writeString(site, whole);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertEquals(key, run.onRouter(KEY));
            assertFalse(run.out.contains("packages installed"), "nothing is left to be sent: " + run.out);
        }
    }

    /** Without the breaks at the end of a line. */
    private static String flat(String said) {
        return said.replaceAll("\\s+", " ");
    }
}
