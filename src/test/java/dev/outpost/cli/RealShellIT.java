package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.field.Field;
import dev.outpost.field.FreshRouter;
import dev.outpost.step.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole job with the router's shell, its SSH and its disk being real ones: BusyBox ash, dropbear and an overlay. */
class RealShellIT {
    @TempDir
    Path folder;

    @BeforeAll
    static void needed() {
        Field.isNeeded();
    }

    @ParameterizedTest
    @EnumSource(names = {"V24_10", "V25_12"})
    void appliesOnceAndThenWritesNothing(Generation generation) throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, generation));
                var field = Field.start();
                var router = FreshRouter.of(field, run.unit().router())) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            var door = router.address().getHostString() + ":" + router.address().getPort();

            assertEquals(Exit.DONE, run.apply("--router", door), run.out + run.err);

            assertTrue(router.run("ls", "/etc/outpost").out().isBlank(), "nothing of the guard is left");
            assertEquals(
                    "", router.run("sh", "-c", "cat /tmp/.uci/* 2>/dev/null").out());
            var before = router.flash();

            assertEquals(Exit.DONE, run.apply("--router", door), run.out + run.err);

            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
            assertEquals(before, router.flash());
        }
    }
}
