package dev.outpost.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the relay heard of a router's WireGuard.
 *
 * @param at the last handshake, by the relay's clock; absent: never
 * @param seenAt the relay's clock as this was read
 * @param waitedSeconds how long the relay was asked to wait
 * @param endpoint where packets came from: the carrier's outside address
 * @param arrived packets on our port since the relay is up, counted before any filter of the server's own; absent: not counted
 */
public record Handshake(
        Optional<Instant> at,
        Optional<Instant> seenAt,
        long waitedSeconds,
        Optional<String> endpoint,
        Optional<Long> arrived) {
    /** WireGuard's REJECT_AFTER_TIME (its paper, section 6.1): with a keepalive of 25 s, a living tunnel is never older. */
    public static final Duration LIVES = Duration.ofMinutes(3);

    /** Reads what {@code handshake.sh} printed. */
    static Handshake parse(String text) {
        return new Handshake(
                word(text, "handshake").flatMap(Handshake::stamp),
                word(text, "clock").flatMap(Handshake::stamp),
                word(text, "waited").map(Long::parseLong).orElse(0L),
                word(text, "endpoint").filter(endpoint -> !endpoint.startsWith("(")),
                word(text, "arrived")
                        .filter(count -> count.matches("[0-9]{1,18}"))
                        .map(Long::parseLong));
    }

    /** Whether the router was heard, and not too long ago. */
    public boolean isUp() {
        return at.isPresent() && !isSilent();
    }

    /** Whether the router was heard once, and no more. */
    public boolean isSilent() {
        return at.isPresent()
                && seenAt.filter(now -> now.minus(LIVES).isAfter(at.get())).isPresent();
    }

    /** Seconds since 1970, as {@code wg} and {@code date} print them; 0 is never. */
    static Optional<Instant> stamp(String digits) {
        return Optional.of(digits)
                .filter(word -> word.matches("[1-9][0-9]{0,10}"))
                .map(word -> Instant.ofEpochSecond(Long.parseLong(word)));
    }

    private static Optional<String> word(String text, String name) {
        return text.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals(name))
                .map(words -> words[1])
                .findFirst();
    }
}
