package dev.outpost.run;

import dev.outpost.contact.RouterConnection;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.Optional;

/**
 * A router whose changes stay.
 *
 * @param connection the new one, over which it was confirmed
 * @param publicKey of its end of the tunnel, where the run saw it
 */
public record RouterKept(RouterConnection connection, Optional<String> publicKey, WanResult wan) {
    /** @throws ProblemException {@code WAY-NO-KEY} where nobody saw the key */
    public String key() {
        return publicKey.orElseThrow(() -> new ProblemException(new Problem(
                ProblemCode.WAY_NO_KEY,
                "the router's end of the tunnel has no key",
                "it is not known why it was not born",
                "run the same command again")));
    }
}
