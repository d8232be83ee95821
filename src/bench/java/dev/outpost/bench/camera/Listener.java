package dev.outpost.bench.camera;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP server on loopback, one virtual thread a connection. */
final class Listener implements AutoCloseable {

    /** A connection without a word is closed after this, in real time. */
    private static final int IDLE_MS = 60_000;

    /** Speaks with one client until it is done. */
    interface Talk {
        void with(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final Talk talk;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Listener(String name, Talk talk) throws IOException {
        this.server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        this.talk = talk;
        Thread.ofVirtual().name(name).start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    /** The cable is pulled: whoever was connected hears no more. */
    void cut() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                Thread.ofVirtual().name("camera client").start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(IDLE_MS);
            client.setTcpNoDelay(true);
            talk.with(new BufferedInputStream(client.getInputStream()), client.getOutputStream());
        } catch (IOException gone) {
            // it hung up, or sent what is no request: a camera closes the connection without a word too
        } finally {
            open.remove(client);
        }
    }
}
