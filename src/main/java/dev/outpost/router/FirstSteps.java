package dev.outpost.router;

import dev.outpost.router.RouterChange.Plain;
import dev.outpost.shell.Script;
import dev.outpost.step.Finding;
import dev.outpost.step.Phase;
import dev.outpost.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** What is made of a router's system before its configuration: who may log in, its clock, a password. */
public final class FirstSteps {
    /** How far the clock may be behind: NTP does the rest once there is internet. */
    private static final Duration TOLERATED = Duration.ofMinutes(10);

    private FirstSteps() {}

    /**
     * The tool's key and those of the site file may log in.
     *
     * @param lines of authorized_keys
     */
    public static Step<RouterFacts> keys(List<String> lines) {
        if (lines.stream().anyMatch(line -> line.contains("\n") || line.isBlank())) {
            throw new IllegalArgumentException("a key is one line");
        }
        return Step.of(
                "our key may log in",
                router -> Finding.of(
                        lines.stream()
                                .filter(line -> !router.authorizedKeys().contains(line.strip()))
                                .map(FirstSteps::authorizing)
                                .toList(),
                        lines.size() + " keys are in /etc/dropbear/authorized_keys"));
    }

    private static Plain authorizing(String line) {
        var words = line.split(" ", 3);
        return Plain.of(
                        "key",
                        Phase.KEYS,
                        "key " + (words.length > 2 ? words[2] : "without a name") + " (" + words[0] + ") may log in",
                        new Stroke.Lines("authorize", Map.of("KEYS", List.of(line)), Map.of()))
                .telling("a key may log in")
                .costing(line.length() + 1L);
    }

    /**
     * The clock is not in the past: WireGuard drops handshakes with stamps that are older than the last one.
     *
     * @param now the laptop's time
     */
    public static Step<RouterFacts> clock(Instant now) {
        var to = now.truncatedTo(ChronoUnit.SECONDS);
        return Step.of(
                "the clock is right",
                router -> Finding.of(
                        Duration.between(router.clock(), to).compareTo(TOLERATED) > 0
                                ? List.of(setting(router.clock(), to))
                                : List.of(),
                        "the clock says " + router.clock()));
    }

    private static Plain setting(Instant from, Instant to) {
        var unit = Duration.between(from, to).toDays() > 0 ? ChronoUnit.DAYS : ChronoUnit.MINUTES;
        var length = unit == ChronoUnit.DAYS ? "2026-11-27".length() : "2026-11-27T01:02".length();
        return Plain.of(
                        "clock",
                        Phase.KEYS,
                        "clock " + from.toString().substring(0, length) + " to "
                                + to.toString().substring(0, length),
                        new Stroke.Alone(Script.in(RouterChange.class, "clock").with("NOW", to.getEpochSecond())))
                .telling("clock set to " + to);
    }

    /** Root has a password. One that is there already stays. */
    public static Step<RouterFacts> password() {
        return Step.of(
                "root has a password",
                router -> Finding.of(
                        router.blankPassword()
                                ? List.of(Plain.of(
                                                "password",
                                                Phase.PACKAGES,
                                                "root gets a password: *****",
                                                new Stroke.Confided(Stroke.Confidence.ROOT_PASSWORD))
                                        .telling("root has a password"))
                                : List.of(),
                        "root has a password"));
    }
}
