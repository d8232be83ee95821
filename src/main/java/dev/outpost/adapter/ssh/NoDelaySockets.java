package dev.outpost.adapter.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Sockets without Nagle's delay, which costs 40 ms for every exec, and with a limit on the greeting; sshj calls the first method only. */
final class NoDelaySockets extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
        var socket = new Greeted();
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw unused();
    }

    private static IOException unused() {
        return new IOException("only unconnected sockets are made here");
    }

    /** A socket whose peer has to greet within a limit. */
    private static final class Greeted extends Socket {
        private @Nullable InputStream limited;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (limited == null) {
                limited = new GreetingLimit(super.getInputStream());
            }
            return limited;
        }
    }
}
