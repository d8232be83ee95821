package dev.outpost.adapter.ssh;

import java.io.FilterInputStream;
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

    /**
     * What a server says before its identification line, bounded: RFC 4253, 4.2 allows lines before {@code SSH-2.0-…} and names no end of them.
     */
    static final class GreetingLimit extends FilterInputStream {
        /** (bytes) */
        private static final int MOST = 64 << 10;

        /** Of a line that is no identification (bytes); the library reads a line again for each byte that comes. */
        private static final int LONGEST_LINE = 4 << 10;

        private static final String IDENTIFICATION = "SSH-";

        private int said;
        private int inLine;
        private int matched;
        private boolean identified;

        GreetingLimit(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            if (one >= 0) {
                heard((byte) one);
            }
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var count = super.read(into, from, length);
            for (var i = 0; i < count && !identified; i++) {
                heard(into[from + i]);
            }
            return count;
        }

        private void heard(byte one) throws IOException {
            if (identified) {
                return;
            }
            if (++said > MOST) {
                throw new IOException("64 KiB came without SSH's greeting");
            }
            if (one == '\n') {
                inLine = 0;
                matched = 0;
                return;
            }
            if (inLine > LONGEST_LINE) {
                throw new IOException("a line of over 4 KiB came without SSH's greeting");
            }
            matched += inLine < IDENTIFICATION.length() && IDENTIFICATION.charAt(inLine) == one ? 1 : 0;
            inLine++;
            identified = matched == IDENTIFICATION.length() && inLine == matched;
        }
    }
}
