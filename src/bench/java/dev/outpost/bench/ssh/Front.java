package dev.outpost.bench.ssh;

import dev.outpost.bench.clock.RoomTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cable in front of a server: a loopback port whose connections can be paused, cut, or refused.
 *
 * <p>The port stays the same over all of that, so that an address which was printed once stays true.
 */
public final class Front implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(5);

    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** Bound and never listening: while the cable is out, nobody else on this computer gets the port. */
    private final Socket place = new Socket();

    private final int port;
    private boolean paused;
    private int generation;
    private boolean closed;
    private @Nullable ServerSocket listener;

    private Front(int target) throws IOException {
        this.target = target;
        place.setReuseAddress(true);
        place.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = place.getLocalPort();
    }

    /** A front on a free port that leads to {@code target}, both on 127.0.0.1. */
    public static Front to(int target) throws IOException {
        var front = new Front(target);
        front.plug();
        return front;
    }

    public int port() {
        return port;
    }

    /** Accepts connections (again). */
    public synchronized void plug() throws IOException {
        if (listener != null || closed) {
            return;
        }
        var socket = listening();
        listener = socket;
        Thread.ofVirtual().name("front").start(() -> accept(socket));
    }

    private ServerSocket listening() throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            socket.bind(address, 64);
        } catch (BindException e) {
            place.close(); // not on Linux: a system that does not share a place with its own listener
            socket.bind(address, 64);
        }
        return socket;
    }

    /**
     * Waits until connections are accepted.
     *
     * @param atMost of the room's time: a machine that stalls must not look like a host that is off
     * @return whether they are
     */
    public boolean awaitPlugged(Duration atMost) throws InterruptedException {
        var deadline = RoomTime.ROOM.in(atMost);
        while (!isPlugged() && !deadline.isOver()) {
            RoomTime.ROOM.pause(LOOK);
        }
        return isPlugged();
    }

    private synchronized boolean isPlugged() {
        return listener != null;
    }

    /** Refuses new connections and cuts the live ones. */
    public void unplug() {
        stopListening();
        cut();
    }

    /** Refuses new connections; the live ones go on. */
    public synchronized void stopListening() {
        if (listener != null) {
            quietly(listener);
            listener = null;
        }
    }

    /** Ends every live connection at once; new ones are welcome. */
    public void cut() {
        for (var socket : sockets) {
            quietly(socket);
        }
    }

    /** Holds all bytes back until {@link #resume}: a link that is away for a while. */
    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /** Leaves live connections without an answer for ever, as a session over an address that is gone; new ones are welcome. */
    public synchronized void abandon() {
        generation++;
    }

    private synchronized int generation() {
        return generation;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                var client = from.accept();
                if (from.isClosed()) { // it was let in by the system while we unplugged
                    quietly(client);
                    return;
                }
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket()) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            var born = generation();
            awaitFlow(born);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            var back = Thread.ofVirtual().start(() -> pump(server, client, born));
            pump(client, server, born);
            back.join();
        } catch (IOException | InterruptedException gone) {
            // either end went away; both are closed here
        } finally {
            sockets.removeIf(Socket::isClosed);
        }
    }

    private void pump(Socket from, Socket to, int born) {
        try {
            copy(from.getInputStream(), to.getOutputStream(), born);
            to.shutdownOutput();
        } catch (IOException | InterruptedException gone) {
            quietly(from);
            quietly(to);
        }
    }

    private void copy(InputStream from, OutputStream to, int born) throws IOException, InterruptedException {
        var buffer = new byte[65536];
        for (var count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            awaitFlow(born);
            to.write(buffer, 0, count);
        }
    }

    private synchronized void awaitFlow(int born) throws InterruptedException {
        while ((paused || born < generation) && !closed) {
            wait();
        }
    }

    private static void quietly(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception ignored) {
            // it was closing anyway
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        unplug();
        quietly(place);
    }
}
