package dev.outpost.bench.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.bench.busybox.BusyBox;
import dev.outpost.step.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same snippets in the simulated shell and in a real BusyBox: output, errors and status are the same. */
class ShellAgainstBusyBoxTest {
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void agreesOnEverySnippet() throws Exception {
        assumeTrue(Files.isExecutable(BUSYBOX), "no BusyBox here: apt-get install busybox-static lets this test run");

        var disagreements = new ArrayList<String>();
        for (String snippet : snippets()) {
            var real = real(snippet);
            var ours = simulated(snippet);
            if (!real.equals(ours)) {
                disagreements.add(snippet + "\n  real " + real + "\n  ours " + ours);
            }
        }

        assertEquals(List.of(), disagreements);
    }

    private static List<String> snippets() throws IOException {
        try (var in = Objects.requireNonNull(
                ShellAgainstBusyBoxTest.class.getResourceAsStream("/bench/shell-snippets.txt"))) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\n---\n"));
        }
    }

    private Outcome real(String snippet) throws Exception {
        var work = Files.createTempDirectory(folder, "work");
        var errors = Files.createTempFile(folder, "errors", "");
        var process = new ProcessBuilder(BUSYBOX.toString(), "sh", "-c", snippet)
                .directory(work.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(errors.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(errors));
    }

    private static Outcome simulated(String snippet) throws InterruptedException {
        var machine = new Machine("bench", new SimClock(10, Instant.parse("2026-11-22T15:00:00Z")));
        BusyBox.installOpenWrt(machine);
        machine.files().putFolder("/root/work");
        machine.files().putFolder("/tmp");
        machine.files().put("/root/snippet", snippet);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        String start = "cd work; exec sh -c \"$(cat /root/snippet)\"";
        var shell = machine.startShell(start, Map.of(), InputStream.nullInputStream(), out, err);
        int status = shell.await(Ticker.REAL.in(LIMIT)) ? shell.status() : -1;
        shell.signal(Signal.KILL);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
