package dev.outpost.reach;

import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a name that follows an address leads there, as its zone's own servers say: what a resolver remembers is of no account. */
public final class NameCheck {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Path root;
    private final NameServers servers;

    /** @param root the folder that holds this computer's {@code etc} */
    public NameCheck(Path root) {
        this(root, DomainCheck.DNS);
    }

    NameCheck(Path root, int port) {
        this.root = root;
        this.servers = new NameServers(port);
    }

    /**
     * Waits until it does.
     *
     * @return why viewers would not arrive; empty where they do, or nobody could be asked, which is told
     */
    public Optional<Problem> trouble(String name, String address, Duration limit, Narrator narrator) {
        var end = Ticker.REAL.in(limit);
        narrator.doing("waiting for " + name + " to lead to " + address, limit);
        while (true) {
            var answer = asked(name);
            if (answer.isEmpty()) {
                narrator.warned(name + ": no name server answers this computer, so nobody checked where it leads");
                return Optional.empty();
            }
            if (answer.get().ipv4().equals(List.of(address))) {
                narrator.done(
                        name + " leads to " + address + ", as " + answer.get().speaker() + " says");
                return Optional.empty();
            }
            if (end.isOver() || !paused()) {
                var problem = elsewhere(name, address, answer.get());
                return Optional.of(
                        problem.withBecause(problem.because() + "; the provider said that it took the address"));
            }
        }
    }

    /** What it leads to now; empty where no name server answers. */
    public Optional<ZoneAnswer> asked(String name) {
        return ZoneAnswer.of(name, root, servers);
    }

    private static boolean paused() {
        try {
            Ticker.REAL.pause(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** It leads to another address than the router has. */
    public static Problem elsewhere(String name, String address, ZoneAnswer answer) {
        return new Problem(
                ProblemCode.WAY_NAME_ELSEWHERE,
                name + " leads to "
                        + (answer.ipv4().isEmpty() ? "no IPv4 address" : String.join(", ", answer.ipv4()))
                        + ", and the router has "
                        + address,
                answer.speaker() + " says so",
                "wait for the TTL of the old record, then run the same command again");
    }
}
