package dev.outpost.reach;

import dev.outpost.reach.TunnelEvidence.State;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why no handshake came, looked for on the router first: only what left it can have been lost on the way. */
public final class TunnelTrouble {
    /** A clock further behind than this was not set since the router started. */
    private static final Duration BEHIND = Duration.ofHours(12);

    private static final String AGAIN = ", then run the same command again";

    private TunnelTrouble() {}

    /** What its own end of the tunnel lacks, whoever calls whom; empty where it stands. */
    public static Optional<Problem> ofEnd(TunnelEvidence seen) {
        if (seen.state() != State.UP) {
            return Optional.of(down(seen));
        }
        return seen.hasKey() && seen.sent().isPresent()
                ? Optional.empty()
                : Optional.of(ProblemCode.WAY_TUNNEL_DOWN.problem(
                        "the router's interface outpost is up, but WireGuard has no " + (seen.hasKey() ? "peer" : "key")
                                + " there",
                        words(seen),
                        "on the router: ifdown outpost; ifup outpost; wg show outpost" + AGAIN));
    }

    /**
     * The router's own trouble; empty where its packets leave it.
     *
     * @param relay host and port that it calls
     * @param now the laptop's time
     */
    public static Optional<Problem> of(TunnelEvidence seen, String relay, Instant now) {
        if (seen.unresolved().isPresent()) {
            var line = seen.unresolved().get();
            return Optional.of(
                    ProblemCode.WAY_NAME_UNKNOWN.problem(
                            "the router finds no address for its relay " + relay,
                            seen.log().contains(line)
                                    ? "the router's log: " + line
                                    : "no name server that the router knows has " + line,
                            "write the relay's address in numbers into public-address; where it stands there already, somebody changed the router: outpost apply SITE"));
        }
        var end = ofEnd(seen);
        if (end.isPresent()) {
            return end;
        }
        if (seen.clock().filter(clock -> clock.isBefore(now.minus(BEHIND))).isPresent()) {
            return Optional.of(ProblemCode.WAY_CLOCK_BEHIND.problem(
                    "the router's clock says " + seen.clock().get() + ", which is long past",
                    "WireGuard's relay takes no handshake that is older than the last one it heard of this router",
                    "on the router: date -s @" + now.getEpochSecond() + AGAIN));
        }
        if (seen.sent().filter(bytes -> bytes > 0).isEmpty()) {
            return Optional.of(ProblemCode.WAY_NOTHING_SENT.problem(
                    "the router's tunnel is up, and not one byte has left it for " + relay,
                    "it has no way to the internet at this moment: wan is down, or has no default route",
                    "on the router: ip route; ifstatus wan" + AGAIN));
        }
        return Optional.empty();
    }

    private static Problem down(TunnelEvidence seen) {
        var state = switch (seen.state()) {
            case PENDING -> "does not come up (pending)";
            case DOWN -> "is down";
            default -> "is not there";
        };
        var errors = seen.errors().isEmpty() ? "" : ": " + String.join(", ", seen.errors());
        return ProblemCode.WAY_TUNNEL_DOWN.problem(
                "the router's end of the tunnel " + state + errors,
                seen.hasProgram() ? words(seen) : "wg is not installed on the router",
                "on the router: ifup outpost; logread -e outpost" + AGAIN);
    }

    /** What left the router, for a cause that lies behind it. */
    public static String left(TunnelEvidence seen) {
        return "the router has sent " + seen.sent().orElse(0L) + " bytes to "
                + seen.endpoint().orElse("its relay") + " and heard "
                + seen.received().orElse(0L);
    }

    private static String words(TunnelEvidence seen) {
        return seen.log().isEmpty()
                ? "the router's log says nothing about it"
                : "the router's log: " + seen.log().getLast();
    }
}
