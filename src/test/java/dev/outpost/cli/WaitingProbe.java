package dev.outpost.cli;

import dev.outpost.step.Exit;
import dev.outpost.step.Ticker;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** For the benchmark: {@code outpost probe} in a JVM that runs already, again and again; says when there is a verdict and when it is gone. */
final class WaitingProbe {
    private static final Duration PAUSE = Duration.ofMillis(50); // between looks: a fifth of what a listing may cost
    private static final InProcess PROGRAM = new InProcess(Path.of("/"), Map.of("HOME", "/root"), Ticker.REAL);

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
        Ticker.REAL.pause(PAUSE);
    }

    /** The first uplink, where a port answered. */
    private static Optional<String> look() throws IOException {
        var exit = PROGRAM.type("probe", "--format", "json");
        return exit == Exit.DONE
                ? Optional.of(Yaml.parse("probe", PROGRAM.out)
                        .map()
                        .maps("dongles")
                        .getFirst()
                        .maps("uplinks")
                        .getFirst()
                        .requireString("kind"))
                : Optional.empty();
    }
}
