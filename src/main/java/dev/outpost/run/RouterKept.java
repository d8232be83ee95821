package dev.outpost.run;

import dev.outpost.contact.RouterConnection;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.Optional;

/**
 * A router whose changes stay.
 *
 * @param connection the new one, over which it was confirmed
 * @param publicKey of its end of the tunnel, where the run saw it
 * @param now the router as it was read back
 */
public record RouterKept(RouterConnection connection, Optional<String> publicKey, WanResult wan, RouterFacts now) {
    /** One that nothing was changed on. */
    public static RouterKept asItIs(RouterConnection connection, RouterFacts seen) {
        return new RouterKept(connection, seen.wireguardKey(), new WanResult.NotAwaited(), seen);
    }

    /** @throws ProblemException {@code WAY-NO-KEY} where nobody saw the key */
    public String key() {
        return publicKey.orElseThrow(() -> new ProblemException(new Problem(
                ProblemCode.WAY_NO_KEY,
                "the router's end of the tunnel has no key",
                "it is not known why it was not born",
                "run the same command again")));
    }

    /** How wan ended in a run. */
    public sealed interface WanResult {
        /** It has this address. */
        record Up(String address) implements WanResult {}

        /** Everything else is done, and it stays down: its access point name is not known, or its SIM is locked. */
        record Postponed(Problem problem) implements WanResult {}

        /** No uplink gave an address. */
        record Failed(Problem problem) implements WanResult {}

        /** Nobody waited for it. */
        record NotAwaited() implements WanResult {}
    }
}
