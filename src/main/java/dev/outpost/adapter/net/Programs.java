package dev.outpost.adapter.net;

import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The system's own programs for what the JDK cannot ask: ping and the neighbour table. */
final class Programs {
    /** How much longer than asked for a program may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private Programs() {}

    /** What ping prints about everybody who answers; empty where there is no ping that knows IPv6. */
    static Optional<String> ping(String device, Duration patience) {
        var seconds = String.valueOf(Math.max(1, patience.toSeconds()));
        return isMac()
                ? said(List.of("ping6", "-c", "2", "-i", "1", "ff02::1%" + device), patience.plusSeconds(1))
                // with -c it would stop at the n-th answer of all together; -w is a time
                : said(List.of("ping", "-6", "-n", "-i", "0.5", "-w", seconds, "ff02::1%" + device), patience)
                        .filter(words -> words.contains("ff02::1"));
    }

    /** The neighbour table of one interface, entries that failed left out; empty where no program shows it. */
    static Optional<String> neighbours(String device) {
        return isMac()
                ? said(List.of("ndp", "-an"), Duration.ofSeconds(2)).map(table -> lines(table, "%" + device + " "))
                : said(List.of("ip", "-6", "neigh", "show", "dev", device), Duration.ofSeconds(2))
                        .map(table -> lines(table, " lladdr "));
    }

    private static boolean isMac() {
        return System.getProperty("os.name", "").startsWith("Mac");
    }

    private static String lines(String table, String mark) {
        return String.join(
                "\n",
                table.lines()
                        .filter(line -> line.contains(mark) && !line.contains("FAILED"))
                        .toList());
    }

    private static Optional<String> said(List<String> command, Duration patience) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .start();
        } catch (IOException e) {
            return Optional.empty(); // no such program
        }
        try {
            process.getOutputStream().close();
            var output = CompletableFuture.supplyAsync(() -> read(process));
            return Optional.of(Ticker.REAL.in(patience.plus(GRACE)).get(output));
        } catch (IOException | ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readNBytes(1 << 20), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
