package dev.outpost.shell;

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
}
