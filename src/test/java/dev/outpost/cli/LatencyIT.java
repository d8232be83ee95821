package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.field.SlowLine;
import dev.outpost.step.Exit;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a slow line the job takes longer by few round trips: counted, not timed. */
class LatencyIT {
    private static final Duration ONE_WAY = Duration.ofMillis(100);
    /** 39 where nothing else runs; a busy computer splits an answer in two now and then. */
    private static final int MOST = 44;

    @TempDir
    Path folder;

    @Test
    void aFirstApplyOverALineOf200MillisecondsSpendsFewRoundTrips() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder));
                var line = SlowLine.to(address(run.bench.router()), ONE_WAY)) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);

            var router = line.address().getHostString() + ":" + line.address().getPort();
            assertEquals(Exit.DONE, run.apply("--router", router), run.out + run.err);

            assertTrue(line.connections() <= 4, line.connections() + " connections");
            assertTrue(line.roundTrips() <= MOST, line.roundTrips() + " round trips: " + line.trail());
        }
    }

    private static InetSocketAddress address(String hostAndPort) {
        var at = hostAndPort.lastIndexOf(':');
        return new InetSocketAddress(hostAndPort.substring(0, at), Integer.parseInt(hostAndPort.substring(at + 1)));
    }
}
