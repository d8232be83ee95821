package dev.outpost.cli;

import dev.outpost.step.Ticker;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** How many columns the terminal has: Java does not know, so {@code stty} is asked. */
final class TerminalWidth {
    private static final int USUAL = 80;

    private TerminalWidth() {}

    static int of(Map<String, String> environment) {
        var told = environment.getOrDefault("COLUMNS", "");
        return told.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(told) : asked();
    }

    private static int asked() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            var ended = Ticker.REAL.in(Duration.ofSeconds(1)).awaitEnd(stty);
            return ended && said.matches("[0-9]+ [1-9][0-9]{1,3}") ? Integer.parseInt(said.split(" ")[1]) : USUAL;
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }
}
