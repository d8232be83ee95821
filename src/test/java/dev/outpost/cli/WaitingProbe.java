package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** For the benchmark: {@code outpost probe} in a JVM that runs already, again and again; says when there is a verdict and when it is gone. */
final class WaitingProbe {
    private static final int PAUSE = 50; // ms between looks: a fifth of what a listing may cost
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private WaitingProbe() {}

    public static void main(String... words) throws Exception {
        look();
        while (true) {
            System.out.println("waiting");
            var seen = look();
            while (seen.isEmpty()) {
                pause();
                seen = look();
            }
            System.out.println("verdict " + seen.get());
            while (look().isPresent()) {
                pause();
            }
        }
    }

    private static void pause() throws InterruptedException {
        NEVER.await(PAUSE, TimeUnit.MILLISECONDS);
    }

    /** The first uplink, where a port answered. */
    private static Optional<String> look() throws IOException {
        var out = new ByteArrayOutputStream();
        var exit = new Program(around(out)).run(List.of("probe", "--format", "json"));
        return exit == Exit.DONE
                ? Optional.of(Yaml.parse("probe", out.toString(StandardCharsets.UTF_8))
                        .map()
                        .maps("dongles")
                        .getFirst()
                        .maps("uplinks")
                        .getFirst()
                        .requireString("kind"))
                : Optional.empty();
    }

    private static Surroundings around(OutputStream out) {
        return new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream()),
                false,
                true,
                100,
                Map.of("HOME", "/root"),
                what -> Optional.empty(),
                what -> Optional.empty(),
                Path.of("/"),
                Clock.systemUTC(),
                new Wiring());
    }
}
