package dev.outpost.bench.net;

import dev.outpost.bench.clock.Work;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP server on a free port of loopback, one virtual thread a connection. */
public final class LoopbackServer implements AutoCloseable {
    private final ServerSocket server;
    private final Talk talk;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Speaks with one client until it is done; its connection is closed then. */
    public interface Talk {
        void with(Socket client) throws IOException;
    }

    public LoopbackServer(String name, Talk talk) throws IOException {
        this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        this.talk = talk;
        Thread.ofVirtual().name(name).start(this::accept);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** The cable is pulled: whoever was connected hears no more. */
    public void cut() {
        open.forEach(LoopbackServer::shut);
    }

    @Override
    public void close() {
        shut(server);
        cut();
    }

    private static void shut(Closeable end) {
        try {
            end.close();
        } catch (IOException ignored) {
            // it is already of no use
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                Thread.ofVirtual().name("client").start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            talk.with(client);
        } catch (IOException gone) {
            // it hung up, or sent something that is no request: the connection ends without a word either way
        } finally {
            open.remove(client);
        }
    }

    /** Two connections made one: blocks until both ends are done; half-closed connections are passed on as such. */
    public static void splice(Socket one, Socket other) {
        var back = Thread.ofVirtual().name("pump").start(() -> oneWay(other, one));
        oneWay(one, other);
        Work.quietly(back::join);
    }

    private static void oneWay(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            shut(from);
            shut(to);
        }
    }
}
