package dev.outpost.bench.dongle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A dongle's port as a TCP server on loopback, for systems without pseudo terminals. */
final class TcpEnd implements AutoCloseable {
    private final ServerSocket server;
    private final DonglePort port;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    private TcpEnd(ServerSocket server, DonglePort port) {
        this.server = server;
        this.port = port;
    }

    static TcpEnd listen(DonglePort port) throws IOException {
        var end = new TcpEnd(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().name("dongle tcp").start(end::acceptUntilClosed);
        return end;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void acceptUntilClosed() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                client.setTcpNoDelay(true);
                clients.add(client);
                Thread.ofVirtual().name("dongle client").start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var connection = port.connect(bytes -> write(client, bytes))) {
            var in = client.getInputStream();
            var buffer = new byte[1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                connection.send(java.util.Arrays.copyOf(buffer, count));
            }
        } catch (IOException e) {
            // the program went away
        } finally {
            clients.remove(client);
        }
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        clients.forEach(TcpEnd::closeQuietly);
    }
}
