package dev.outpost.router;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guard's scenario table on real BusyBox ash: whatever ends at whatever program, the router's configuration is afterwards the old one or
 * the new one, whole, with modes, keys and passwords, and nothing of the guard is left. Each run is a seed: {@code -Doutpost.seed=N} repeats
 * it.
 */
class GuardTableTest {
    private static final Guard GUARD = new Guard("run-00000001");
    /** The same in each run of the gate; {@code -Doutpost.seed=N} tries another. */
    private static final long FIRST_SEED = 20_261_127;

    private static final Script RESPAWN = Script.of("respawn", "\"$OUTPOST_ROOT/etc/init.d/outpost-guard\" start");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @BeforeAll
    static void busyBoxIsHere() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/busybox")), "no busybox on this machine");
    }

    /** What happens, and in what order; each ends with nothing under way. */
    enum Cause {
        POWER_CUT_WHILE_ARMING(110) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.router.cutsPowerAt(scene.at);
                if (scene.router.run(GUARD.arm(), 0)) {
                    scene.router.powerCut();
                }
                scene.router.boot();
                scene.isOldButForAHookThatNothingCalls();
            }
        },
        POWER_CUT_WHILE_CHANGING(1) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                scene.router.powerCut();
                scene.router.boot();
                scene.isOld();
            }
        },
        POWER_CUTS_WHILE_PUTTING_BACK(90) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                scene.router.powerCut();
                do {
                    scene.router.cutsPowerAt(scene.at);
                    scene.at = 1 + scene.random.nextInt(100);
                } while (!scene.router.boot() && scene.random.nextInt(4) != 0);
                scene.router.powerCut();
                scene.router.boot();
                scene.isOld();
            }
        },
        POWER_CUT_AFTER_THE_TIME_WAS_UP(120) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                scene.router.kill("guard.sh");
                scene.router.cutsPowerAt(scene.at);
                if (scene.router.guard("now")) {
                    scene.router.powerCut();
                }
                scene.router.boot();
                scene.isOld();
            }
        },
        POWER_CUT_WHILE_CONFIRMING(22) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                scene.router.kill("guard.sh");
                var changed = scene.router.configuration();
                scene.router.cutsPowerAt(scene.at);
                var kept = scene.router.run(GUARD.confirm(), 0);
                scene.router.powerCut();
                scene.router.boot();
                if (kept || scene.router.configuration().equals(changed)) {
                    assertEquals(changed, scene.router.configuration());
                    scene.isGone();
                } else {
                    scene.isOld();
                }
            }
        },
        SUPERVISOR_KILLED_WHILE_PUTTING_BACK(150) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                scene.router.uptimeIs(1181);
                scene.router.cutsPowerAt(scene.at);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> scene.router.isDark() || scene.isQuiet());
                scene.router.powerCut();
                if (Files.exists(scene.router.root().resolve("etc/init.d/outpost-guard"))) {
                    scene.router.run(RESPAWN, 0);
                }
                scene.isOldAfterAWhile();
            }
        },
        SUPERVISOR_KILLED_AND_PROCD_GAVE_UP(1) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                await().atMost(PATIENCE)
                        .until(() -> !scene.router.processes("guard.sh twin").isEmpty());
                scene.router.kill("guard.sh watch");
                Files.delete(scene.router.root().resolve("etc/init.d/outpost-guard"));
                scene.router.uptimeIs(1181);
                scene.isOldAfterAWhile();
            }
        },
        COPIES_DAMAGED(1) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                scene.router.powerCut();
                scene.damages();
                scene.router.boot();
                scene.isOld();
            }
        },
        LAPTOP_DIED(1) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                scene.router.uptimeIs(1000 + 181 + scene.random.nextInt(100_000));
                scene.isOldAfterAWhile();
            }
        },
        SECOND_RUN_COMES(1) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                var other = new Guard("run-00000002");
                scene.router.run(other.arm(), ScriptStatus.ROUTER_FOREIGN.number());
                scene.router.run(other.beat(), ScriptStatus.ROUTER_ROLLED_BACK.number());
                scene.router.run(other.confirm(), ScriptStatus.ROUTER_ROLLED_BACK.number());
                scene.router.run(other.restoreNow(), ScriptStatus.ROUTER_FOREIGN.number());
                scene.router.uptimeIs(1181);
                scene.isOldAfterAWhile();
            }
        },
        CONFIRMED_IN_THE_LAST_SECOND(1) {
            @Override
            void happens(Scene scene) throws Exception {
                scene.changed();
                var changed = scene.router.configuration();
                scene.router.uptimeIs(1181);
                boolean kept;
                try {
                    kept = scene.router.run(GUARD.confirm(), 0);
                } catch (AssertionError e) {
                    kept = false;
                }
                if (kept) {
                    assertEquals(changed, scene.router.configuration());
                    scene.isGone();
                } else {
                    scene.isOldAfterAWhile();
                }
            }
        };

        /** Programs that are run until it is over, about. */
        final int programs;

        Cause(int programs) {
            this.programs = programs;
        }

        abstract void happens(Scene scene) throws Exception;
    }

    @ParameterizedTest
    @CsvSource({
        "POWER_CUT_WHILE_ARMING, 22",
        "POWER_CUT_WHILE_CHANGING, 2",
        "POWER_CUTS_WHILE_PUTTING_BACK, 18",
        "POWER_CUT_AFTER_THE_TIME_WAS_UP, 18",
        "POWER_CUT_WHILE_CONFIRMING, 16",
        "SUPERVISOR_KILLED_WHILE_PUTTING_BACK, 14",
        "SUPERVISOR_KILLED_AND_PROCD_GAVE_UP, 2",
        "COPIES_DAMAGED, 4",
        "LAPTOP_DIED, 2",
        "SECOND_RUN_COMES, 2",
        "CONFIRMED_IN_THE_LAST_SECOND, 6",
    })
    void endsWithTheOldConfigurationOrTheNewOne(Cause cause, int runs) throws Exception {
        var chosen = Long.getLong("outpost.seed");
        var first = chosen != null ? chosen : FIRST_SEED;
        try (var pool = Executors.newFixedThreadPool(2)) {
            var all = IntStream.range(0, chosen != null ? 1 : runs)
                    .<Future<?>>mapToObj(n -> pool.submit(() -> seed(cause, first + n)))
                    .toList();
            for (var run : all) {
                run.get();
            }
        }
    }

    /** Both supervisors were killed when their work was done and half of it cleared away: the one that procd starts again clears the rest. */
    @ParameterizedTest
    @ValueSource(strings = {"etc/outpost/guard", "etc/outpost/guard tmp/outpost-guard.beat"})
    void whoeverIsStartedAgainClearsAwayWhatTheDeadLeft(String gone) throws Exception {
        try (var router = new AshRouter(Files.createDirectory(folder.resolve("cleared")))) {
            var scene = new Scene(router, new Random(FIRST_SEED), 1);
            router.run(GUARD.arm(), 0);
            router.kill("guard.sh");
            for (var path : gone.split(" ")) {
                router.removes(path);
            }
            assertFalse(scene.isQuiet(), "something is left");

            router.run(RESPAWN, 0);

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(scene::isQuiet);
            assertEquals(scene.old, router.configuration());
        }
    }

    /** One way to go wrong; where all was over before the program at which the power is cut, once more with an earlier one. */
    private Optional<Void> seed(Cause cause, long seed) throws Exception {
        var random = new Random(seed);
        var at = 1 + random.nextInt(cause.programs);
        while (!scene(cause, seed, random, at)) {
            assertTrue(at > 1, cause + " with -Doutpost.seed=" + seed + ": the power was never cut");
            at = (at + 1) / 2;
        }
        return Optional.empty();
    }

    /** Whether what the cause is about has happened. */
    private boolean scene(Cause cause, long seed, Random random, int at) throws Exception {
        var home = Files.createDirectory(folder.resolve(cause.name().charAt(0) + Long.toString(seed) + "-" + at));
        try (var router = new AshRouter(home)) {
            var scene = new Scene(router, random, at);
            cause.happens(scene);
            assertFalse(router.askedTheDate(), "the guard asked what time it is");
            return cause.programs == 1 || router.wasCut();
        } catch (Exception | AssertionError e) {
            throw new AssertionError(cause + " with -Doutpost.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    /** One router and its run. */
    static final class Scene {
        final AshRouter router;
        final Random random;
        final java.util.Map<String, String> old;
        int at;

        Scene(AshRouter router, Random random, int at) throws IOException {
            this.router = router;
            this.random = random;
            this.at = at;
            this.old = router.configuration();
        }

        void changed() throws Exception {
            router.run(GUARD.arm(), 0);
            router.run(GUARD.beat(), 0);
            router.changes();
        }

        void isOld() throws IOException {
            assertEquals(old, router.configuration());
            assertFalse(Files.exists(router.root().resolve("tmp/.uci")));
            isGone();
        }

        /** Between the boot hook's file and its link there is nothing that would be run at boot; the next run takes it along. */
        void isOldButForAHookThatNothingCalls() throws Exception {
            if (router.leftOfTheGuard().equals(List.of("etc/init.d/outpost-guard"))) {
                assertEquals(old, router.configuration());
                router.run(GUARD.arm(), 0);
                router.kill("guard.sh");
                router.run(GUARD.confirm(), 0);
                isGone();
            } else {
                isOld();
            }
        }

        void isOldAfterAWhile() throws IOException {
            // the number of a dead restorer may be another process's by then: its place is taken after 240 s
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                router.aSecondPasses();
                return isQuiet();
            });
            isOld();
            assertEquals(
                    "rolled-back run-00000001\n", Files.readString(router.root().resolve("etc/outpost/last")));
            var restarts = Files.readString(router.root().resolve("tmp/restarts"));
            assertTrue(restarts.contains("network restart"), restarts);
            assertTrue(restarts.contains("dropbear restart"), restarts);
        }

        boolean isQuiet() throws IOException {
            return !Files.exists(router.root().resolve("etc/init.d/outpost-guard"))
                    && router.processes("guard.sh").isEmpty()
                    && router.leftOfTheGuard().isEmpty();
        }

        void isGone() throws IOException {
            assertEquals(List.of(), router.leftOfTheGuard());
        }

        /** Of each file one copy, and one of the two lists: as a flash does that lost its last writes. */
        void damages() throws IOException {
            var guard = router.root().resolve("etc/outpost/guard");
            for (var copy : AshRouter.copies(guard.resolve("old"))) {
                var which = random.nextBoolean()
                        ? copy
                        : guard.resolve("spare").resolve(copy.getFileName().toString());
                if (random.nextBoolean()) {
                    Files.writeString(which, "");
                } else {
                    Files.delete(which);
                }
            }
            var list = guard.resolve((random.nextBoolean() ? "old" : "spare") + "/manifest");
            var text = Files.readString(list);
            Files.writeString(list, text.substring(0, random.nextInt(text.length())));
        }
    }
}
