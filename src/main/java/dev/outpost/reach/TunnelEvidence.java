package dev.outpost.reach;

import dev.outpost.shell.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The router's end of the tunnel, as the router sees it while no handshake comes.
 *
 * @param state of its interface
 * @param errors codes that netifd shows
 * @param hasProgram whether {@code wg} is installed
 * @param hasKey whether the kernel's link has a private key
 * @param endpoint of its one peer, as the kernel has it
 * @param sent bytes; absent where there is no peer
 * @param received bytes
 * @param clock the router's time
 * @param unresolved the relay's name, where the router finds no address for it, or the line of its log that says so
 * @param narrow where a packet of 1,400 bytes is lost in the tunnel and a small one is not
 * @param log its log about the tunnel, without what is written at every attempt
 */
public record TunnelEvidence(
        State state,
        List<String> errors,
        boolean hasProgram,
        boolean hasKey,
        Optional<String> endpoint,
        Optional<Long> sent,
        Optional<Long> received,
        Optional<Instant> clock,
        Optional<String> unresolved,
        Optional<Narrow> narrow,
        List<String> log) {

    /** How far the interface came. */
    public enum State {
        UP,
        PENDING,
        DOWN,
        ABSENT
    }

    /**
     * A tunnel that loses a camera's packets for their size.
     *
     * @param mtu of its interface (bytes)
     * @param passes the largest packet that came through (bytes, with its IP header)
     */
    public record Narrow(long mtu, Optional<Long> passes) {
        private static Optional<Narrow> of(String[] words) {
            return number(words[0]).map(mtu -> new Narrow(mtu, words.length > 1 ? number(words[1]) : Optional.empty()));
        }
    }

    public TunnelEvidence {
        errors = List.copyOf(errors);
        log = List.copyOf(log);
    }

    /** Reads what {@code tunnel-look.sh} printed. */
    public static TunnelEvidence of(List<String> said) {
        var transfer = rest(said, "transfer").map(words -> words.split(" ")).filter(words -> words.length == 2);
        var counts = transfer.findFirst();
        var state =
                rest(said, "interface").findFirst().map(TunnelEvidence::state).orElse(State.ABSENT);
        var log = rest(said, "log").map(TunnelEvidence::bare).toList();
        return new TunnelEvidence(
                state,
                rest(said, "error").distinct().toList(),
                said.contains("program wg"),
                rest(said, "key").findFirst().isPresent(),
                rest(said, "endpoint").filter(words -> !words.startsWith("(")).findFirst(),
                counts.flatMap(words -> number(words[1])),
                counts.flatMap(words -> number(words[0])),
                rest(said, "clock")
                        .flatMap(words -> number(words).stream())
                        .findFirst()
                        .map(Instant::ofEpochSecond),
                rest(said, "unresolved").findFirst().or(() -> unresolved(state, log)),
                rest(said, "narrow")
                        .flatMap(words -> Narrow.of(words.split(" ")).stream())
                        .findFirst(),
                log.stream().distinct().toList());
    }

    /** Why it is tried again and again; what the log says of a name from before the interface was last up is long past. */
    private static Optional<String> unresolved(State state, List<String> log) {
        return state == State.PENDING
                ? log.reversed().stream()
                        .takeWhile(line -> !line.endsWith("is now up"))
                        .filter(line -> line.contains("Name or service not known") || line.contains("Try again"))
                        .findFirst()
                : Optional.empty();
    }

    private static State state(String word) {
        return switch (word) {
            case "up" -> State.UP;
            case "pending" -> State.PENDING;
            case "down" -> State.DOWN;
            default -> State.ABSENT;
        };
    }

    private static Stream<String> rest(List<String> lines, String first) {
        return Answer.rest(lines.stream(), first).filter(words -> !words.isEmpty());
    }

    private static Optional<Long> number(String word) {
        return Optional.of(word).filter(digits -> digits.matches("[0-9]{1,18}")).map(Long::valueOf);
    }

    /** Without time and process. */
    private static String bare(String line) {
        return line.replaceFirst("^.* (daemon|kern|user)\\.[a-z]+ ", "")
                .replaceAll(" ?\\([0-9]+\\)|\\[[0-9]+]", "")
                .replaceFirst("^netifd: outpost: ", "");
    }

    /** Whether the interface is up. */
    public boolean isUp() {
        return state == State.UP;
    }
}
