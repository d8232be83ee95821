package dev.outpost.shell;

import dev.outpost.step.Ticker;
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

    /**
     * Lets the remote host reach a port of this computer's loopback, for as long as the connection stands (SSH tcpip-forward). Asked once a
     * connection: what dropbear listens on cannot be taken back.
     *
     * @return the port on the remote host's own loopback
     * @throws LinkException with reason REFUSED when the remote host does not allow it
     */
    default int forward(int port) throws IOException {
        throw new LinkException(LinkException.Reason.REFUSED, "this link carries nothing back", null);
    }

    /** The time that its waits are counted in. */
    default Ticker ticker() {
        return Ticker.REAL;
    }

    /** Whether the connection still stands, as far as keep-alives tell. */
    boolean isOpen();

    /** Never throws: a link that broke is closed. */
    @Override
    void close();
}
