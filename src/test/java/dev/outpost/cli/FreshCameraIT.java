package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera straight from its box, in another network than the site's LAN: one command ends with its picture. */
class FreshCameraIT {
    @TempDir
    Path folder;

    @Test
    void aFreshHikvisionElsewhereEndsWithItsPictureAndIsThenLeftAlone() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.cameraIsFresh(true, 201_105);
            wants(run);
            run.probe();
            run.screen("plan");
            var announced = (run.out + run.err).replaceAll("\\s+", " ");
            assertTrue(announced.contains("On the camera"), announced);
            assertTrue(announced.contains("yard: activated if it is fresh; clock from the router, zone"), announced);
            assertTrue(announced.contains("cameras 1;"), announced);

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("camera yard: it is activated"), said);
            assertTrue(said.contains("its address is 192.168.37.64, its gateway 192.168.37.1"), said);
            assertTrue(said.contains("picture of yard: 1920 × 1080"), said);
            var secret = run.state().resolve("sites/barn-1/camera-yard-admin");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
            assertFalse(said.contains(Files.readString(secret).strip()), "it says the password");
            assertFalse(run.onRouter("ip addr show dev br-lan").contains("192.168.1."), "the second address stays");

            var written = run.unit().camera().settings().writes();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
            assertEquals(Exit.DONE, run.run("camera", "setup", run.site()), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing to do"), run.out + run.err);
            assertEquals(written, run.unit().camera().settings().writes());

            assertEquals(Exit.DONE, run.run("camera", "find", run.site()), run.out + run.err);
            said = run.out + run.err;
            assertTrue(said.contains("192.168.37.64  44:47:cc:00:11:01"), said);
            assertTrue(said.contains("Hikvision, activated, ONVIF on"), said);
            assertEquals(written, run.unit().camera().settings().writes());

            assertEquals(Exit.DONE, run.run("camera", "restart", run.site(), "yard"), run.out + run.err);
            assertEquals(2, run.unit().camera().settings().restarts());

            run.screen("plan");
            assertFalse((run.out + run.err).contains("On the camera"), run.out + run.err);

            anotherHangsInItsPlace(run, Files.readString(secret));

            var site = Path.of(run.site());
            var published = Files.readString(site)
                    .replace(
                            "exposure: tunnel",
                            "exposure: {public: {port: 8554, allow: [0.0.0.0/0], because: a test}}");
            assertTrue(published.contains("8554"), published);
            Files.writeString(site, published);
            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("CVE-2021-36260"), run.out + run.err);
        }
    }

    /** Viewers keep what they have: the new one gets the passwords of the old one. */
    private static void anotherHangsInItsPlace(BenchRun run, String password) throws Exception {
        run.cameraIsFresh(false, 201_105);
        var written = run.unit().camera().settings().writes();
        var bundle = run.bench.files().resolve("bundle").toString();

        assertEquals(
                Exit.DONE,
                run.run("replace", run.site(), "camera", "--bundle", bundle, "--via", run.bench.viewer()),
                run.out + run.err);

        assertTrue(run.unit().camera().settings().writes() > written, run.out + run.err);
        assertTrue((run.out + run.err).contains("picture of yard: 1920 × 1080"), run.out + run.err);
        assertEquals(password, Files.readString(run.state().resolve("sites/barn-1/camera-yard-admin")));
    }

    private static void wants(BenchRun run) throws Exception {
        var file = Path.of(run.site());
        var words = Files.readString(file);
        var wanted = words.replaceFirst("(?m)^(  reach: .*)$", "$1\n  lan: 192.168.37.1/24")
                .replaceAll("(?m)^    (username|password|exposure):.*\n", "")
                .replaceFirst(
                        "(?m)^    address: .*$",
                        "    address: 192.168.37.64\n    exposure: tunnel\n    setup: {viewer: onvif, timezone: Europe/Berlin}");
        assertTrue(wanted.contains("lan: 192.168.37") && wanted.contains("setup: {"), wanted);
        Files.writeString(file, wanted);
    }
}
