package dev.outpost.proof;

import dev.outpost.text.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One time that the line fell silent and the router tried something.
 *
 * @param ended by the router's clock; absent where that was not set
 * @param silence how long
 * @param tried in its order: renew, redial, reset (the modem's own command), port (its USB socket), reboot
 * @param helped the last of them; absent: nothing did, or the router restarts at this moment
 */
record Healing(Optional<Instant> ended, Duration silence, List<String> tried, Optional<String> helped) {
    /** The year 2025: no router of ours was made before. */
    private static final long SET = 1_735_689_600;

    private static final Map<String, String> WORDS = Map.of(
            "renew", "asked for its lease again",
            "redial", "dialled again",
            "reset", "reset the modem by its command",
            "port", "reset the modem by its USB socket",
            "reboot", "restarted the router");

    Healing {
        tried = List.copyOf(tried);
    }

    /** Of what {@code kept-look.sh} printed, the oldest first. */
    static List<Healing> of(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("healing [0-9]{1,11} [0-9]{1,9} [a-z]+(,[a-z]+)* ([a-z]+|\\?)"))
                .map(line -> line.split(" "))
                .filter(words -> List.of(words[3].split(",")).stream().allMatch(WORDS::containsKey))
                .map(words -> new Healing(
                        Optional.of(Long.parseLong(words[1]))
                                .filter(seconds -> seconds > SET)
                                .map(Instant::ofEpochSecond),
                        Duration.ofSeconds(Long.parseLong(words[2])),
                        List.of(words[3].split(",")),
                        Optional.of(words[4]).filter(WORDS::containsKey)))
                .toList();
    }

    /** "2026-11-26T21:10:00Z: silent for 14 min; dialled again, dialled again, reset the modem by its command: that helped". */
    String words() {
        return ended.map(Instant::toString).orElse("at a time that no clock knew") + ": silent for "
                + Math.max(1, silence.toMinutes()) + " min; "
                + String.join(", ", tried.stream().map(WORDS::get).toList())
                + (helped.isPresent() ? ": that helped" : ": nothing helped");
    }

    /** Part of {@code outpost.doctor/1}. */
    Map<String, @Nullable Object> json() {
        return Json.object("ended", ended, "silentSeconds", silence.toSeconds(), "tried", tried, "helped", helped);
    }
}
