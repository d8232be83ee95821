package dev.outpost.bench.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/** The simulated computer behind an {@link SimulatedSshServer}: who may log in, what a channel runs, where a forwarded one leads. */
public interface SshHost {
    /** Whether the method {@code none} lets this user in: on OpenWrt root, as long as the stored hash is empty. */
    default boolean admitsWithoutPassword(String user) {
        return false;
    }

    /** Whether the method {@code password} is offered at all. */
    default boolean offersPassword() {
        return false;
    }

    default boolean passwordMatches(String user, String password) {
        return false;
    }

    /** Lines of the file with this user's public keys; empty where the file is missing or its mode is refused. */
    List<String> authorizedKeys(String user);

    /** Runs one exec channel and returns its exit status; 128 plus a signal's number when a signal ended it. */
    int exec(String command, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err)
            throws InterruptedException;

    /**
     * Opens the connection a {@code direct-tcpip} channel asked for.
     *
     * @throws java.net.ConnectException when the far end refuses
     * @throws IOException when nothing answers; may take as long as silence takes
     */
    Socket dial(String host, int port) throws IOException;
}
