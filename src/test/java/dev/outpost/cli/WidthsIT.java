package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.reach.ViewerRefusals.Verb;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.survey.Wishes;
import dev.outpost.workflow.Request;
import dev.outpost.workflow.Retire;
import dev.outpost.workflow.Viewers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each command prints on a narrow, a usual and a wide screen. One bench serves them all, and what is done once is seen on three screens at once. */
class WidthsIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyCommandHasItsScreenAtEachWidth() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var bundle = folder.resolve("bundle").toString();
            var fleet = folder.resolve("fleet.yaml").toString();
            var relay = folder.resolve("relays/vps1.yaml").toString();
            var screens = new Screens(run.bench.laptopRoot(), folder);
            madeFiles(screens);
            screens.type("probe", "probe", "--port", run.bench.dongle(), "--save", run.site());
            screens.type("find", "find");
            screens.type("inspect", "inspect", run.bench.router());
            screens.type("signal", "signal", "--port", run.bench.dongle(), "--count", "1");
            screens.type("plan", "plan", run.site(), "--bundle", bundle);

            run.control("POST", "/faults/wrong-apn");
            assertEquals(Exit.BLOCKED, applied(run, screens, "apply-refused"));
            run.control("DELETE", "/faults/wrong-apn");
            assertEquals(Exit.DONE, applied(run, screens, "apply"));

            screens.type("verify", "verify", run.site(), "--via", run.bench.viewer());
            screens.type("doctor", "doctor", run.site(), "--via", run.bench.viewer());
            screens.type("batch", "batch", fleet, "--bundle", bundle, "--via", run.bench.viewer());
            screens.type("relay-show", "relay", "show", relay);
            screens.type("ledger-show", "ledger", "show");
            screens.type("show", "show", run.site(), "--for", "vlc");
            screens.type("replace", "replace", run.site(), "dongle");
            screens.type("camera-find", "camera", "find", run.site());
            screens.type("camera-setup", "camera", "setup", run.site());
            screens.type("camera-restart", "camera", "restart", run.site(), "yard");
            for (var verb : List.of(Verb.add, Verb.reissue, Verb.remove)) {
                assertEquals(Exit.DONE, viewer(run, screens, verb));
            }
            var other = folder.resolve("other");
            screens.print("relay-recover", screen -> {
                remove(other);
                return screen.runShort("relay", "recover", relay, "--state", other.toString());
            });
            run.control("POST", "/cable/laptop");
            assertEquals(Exit.DONE, retired(run, screens), () -> screens.of("retire"));
            screens.assertGolden();
            assertProblemIsLast(screens.of("apply-refused"));
        }
    }

    /** Files that commands write, and what they say of it. */
    private void madeFiles(Screens screens) throws IOException {
        var file = folder.resolve("barn-north.yaml");
        screens.print("init", screen -> {
            remove(file);
            remove(folder.resolve("relays/vps2.yaml"));
            return screen.runShort("init", "barn-north", "--relay", "203.0.113.10", "--file", file.toString());
        });
        remove(folder.resolve("relays/vps2.yaml"));
        var made = folder.resolve("relays/mine.yaml");
        var key = folder.resolve("relays/vps1.key").toString();
        var host = SiteFiles.relay(folder.resolve("relays/vps1.yaml")).ssh().toString();
        screens.print("relay-init", screen -> {
            remove(made);
            return screen.runShort(
                    "relay",
                    "init",
                    "--file",
                    made.toString(),
                    "--host",
                    host,
                    "--key",
                    key,
                    "--public-address",
                    "203.0.113.10",
                    "--accept-relay-key");
        });
        remove(made);
    }

    private static void remove(Path file) {
        if (Files.exists(file)) {
            try (var files = Files.walk(file)) {
                for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What explains it stands before it, and nothing behind it. */
    private static void assertProblemIsLast(String screens) {
        var each = screens.split("(?m)^== .* ==$");
        assertEquals(Screens.WIDTHS.size() + 1, each.length, screens);
        for (var screen : List.of(each).subList(1, each.length)) {
            var from = screen.lastIndexOf("\n✗ ");
            var problem = screen.substring(from).replaceAll("\\s+", " ");
            assertTrue(problem.contains("WAN-APN-REFUSED") && problem.contains(" next "), screen);
            assertTrue(screen.substring(0, from).contains("· the modem says"), screen);
            assertFalse(screen.contains("can be seen"), screen);
        }
    }

    private Exit applied(BenchRun run, Screens screens, String name) throws IOException {
        var file = Path.of(run.site());
        var wishes =
                new Wishes(Optional.of(folder.resolve("bundle")), Optional.empty(), Optional.empty(), false, false);
        var request = new Request(wishes, Optional.of(RunOptions.Via.vantage(run.bench.viewer())), Optional.empty());
        return screens.once(
                name,
                file,
                frame -> frame.stages(Telling.STAGES),
                (frame, narrator) -> frame.apply(_ -> narrator).run(SiteFiles.site(file), request));
    }

    private Exit viewer(BenchRun run, Screens screens, Verb verb) throws IOException {
        var file = Path.of(run.site());
        return screens.once(
                "viewer-" + verb,
                file,
                Frame::narrator,
                (frame, narrator) -> new Viewers(
                                frame.state(),
                                frame.relays(),
                                frame.secrets(),
                                frame.around().clock(),
                                narrator)
                        .run(SiteFiles.site(file), verb, "tablet", frame.apply(_ -> narrator)));
    }

    private Exit retired(BenchRun run, Screens screens) throws IOException {
        var file = Path.of(run.site());
        return screens.once(
                "retire",
                file,
                Frame::narrator,
                (frame, narrator) -> new Retire(
                                frame.here(), frame.secrets(), frame.around().clock(), narrator)
                        .run(SiteFiles.site(file), false));
    }
}
