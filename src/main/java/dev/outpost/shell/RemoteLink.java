package dev.outpost.shell;

import java.io.IOException;

/** An open connection to a remote host: runs batches, and dials on from there. */
public interface RemoteLink extends RemoteShell, AutoCloseable {
    /** {@code SHA256:} and 43 characters, as OpenSSH prints it; what the host showed while this link was made. */
    String hostKey();

    /** Which way the host let us in. */
    Login login();

    /**
     * A TCP stream from the remote host to another one (SSH direct-tcpip).
     *
     * @throws LinkException with reason REFUSED when the remote host cannot connect there
     */
    Stream dial(String host, int port) throws IOException;

    /**
     * Starts a script and leaves its streams open.
     *
     * @throws LinkException when the connection broke
     */
    Talk talk(Script script) throws IOException;

    /** Whether the connection still stands, as far as keep-alives tell. */
    boolean isOpen();

    /** Never throws: a link that broke is closed. */
    @Override
    void close();
}
