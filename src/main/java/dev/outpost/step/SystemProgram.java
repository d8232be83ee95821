package dev.outpost.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A program of this computer's own that was asked something, and ended. */
public record SystemProgram(int status, String said) {
    private static final int MOST = 16 << 20;

    /**
     * Its status, and what it printed on both its outputs; empty where it did not end in time.
     *
     * @throws IOException where there is no such program
     */
    public static Optional<SystemProgram> run(Duration patience, String... words) throws IOException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (var limit = Alarm.at(Ticker.REAL.in(patience), process::destroyForcibly);
                var output = process.getInputStream()) {
            process.getOutputStream().close();
            var said = new String(output.readNBytes(MOST), StandardCharsets.UTF_8);
            var status = process.waitFor();
            return limit.rang() ? Optional.empty() : Optional.of(new SystemProgram(status, said));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
