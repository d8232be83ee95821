package dev.outpost.shell;

import dev.outpost.step.Ticker;
import java.io.IOException;

/** Opens connections. */
@FunctionalInterface
public interface Links {
    /**
     * Connects, compares the host key and logs in.
     *
     * @throws LinkException with the reason
     */
    RemoteLink open(Route route, Credentials credentials, HostKeyPolicy policy) throws IOException;

    /** The time in which they wait, and whoever waits for them. */
    default Ticker ticker() {
        return Ticker.REAL;
    }
}
