package dev.outpost.relay;

import java.util.Optional;

/**
 * What the relay heard of a router's WireGuard.
 *
 * @param at time of the last handshake (s since 1970); absent: never
 * @param waitedSeconds how long the relay was asked to wait
 * @param endpoint where packets came from: the carrier's outside address
 */
public record Handshake(Optional<Long> at, long waitedSeconds, Optional<String> endpoint) {

    /** Reads what {@code handshake.sh} printed. */
    static Handshake parse(String text) {
        return new Handshake(
                word(text, "handshake").filter(stamp -> !stamp.equals("0")).map(Long::parseLong),
                word(text, "waited").map(Long::parseLong).orElse(0L),
                word(text, "endpoint").filter(endpoint -> !endpoint.startsWith("(")));
    }

    private static Optional<String> word(String text, String name) {
        return text.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 1 && words[0].equals(name))
                .map(words -> words[1])
                .findFirst();
    }
}
