package dev.outpost.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What a router that is the viewers' own end says of them.
 *
 * @param listens UDP port of its end of the tunnel
 * @param opened UDP port that its firewall lets in from wan
 * @param calls that came in there since the firewall was loaded; absent where nobody counts
 * @param peers seconds since 1970 of the last handshake, by public key; 0: none ever
 */
record Served(
        Optional<String> listens, Optional<String> opened, Optional<Long> calls, SequencedMap<String, Long> peers) {

    /** Reads what {@code path-look.sh} printed. */
    static Served of(List<String> path) {
        var peers = new LinkedHashMap<String, Long>();
        words(path, "peer ([A-Za-z0-9+/=]{44}) ([0-9]{1,11})")
                .forEach(peer -> peers.put(peer[1], Long.valueOf(peer[2])));
        return new Served(
                words(path, "listens [0-9]{1,5}").map(line -> line[1]).findFirst(),
                words(path, "opens [0-9]{1,5}").map(line -> line[1]).findFirst(),
                words(path, "calls [0-9]{1,18}")
                        .map(line -> Long.valueOf(line[1]))
                        .findFirst(),
                peers);
    }

    private static Stream<String[]> words(List<String> lines, String form) {
        return lines.stream().filter(line -> line.matches(form)).map(line -> line.split(" "));
    }

    /** Since that peer's last handshake; empty where it never had one. */
    Optional<Duration> since(String key, Instant now) {
        return Optional.ofNullable(peers.get(key))
                .filter(stamp -> stamp > 0)
                .map(stamp -> Duration.between(Instant.ofEpochSecond(stamp), now));
    }
}
