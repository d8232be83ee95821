package dev.outpost.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS over a line that somebody else dialled, with this computer's certificates: a router needs no TLS library for it. */
final class TlsOver {
    private TlsOver() {}

    /** The line with TLS on it, and the name checked. */
    static Dial.Connected line(Dial.Connected bare, String host) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket = (SSLSocket) factory.createSocket(new Carried(bare), host, 443, true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Dial.Connected(socket.getInputStream(), socket.getOutputStream(), socket, bare.took());
    }

    /** What JSSE takes for a socket. */
    private static final class Carried extends Socket {
        private final Dial.Connected line;

        Carried(Dial.Connected line) {
            this.line = line;
        }

        @Override
        public InputStream getInputStream() {
            return line.in();
        }

        @Override
        public OutputStream getOutputStream() {
            return line.out();
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }
}
