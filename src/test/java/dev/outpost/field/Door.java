package dev.outpost.field;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port on loopback that leads to an address on the bench: one {@code nc} inside its network for each connection. */
public final class Door implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> command;
    private final Set<Process> carriers = ConcurrentHashMap.newKeySet();

    private Door(ServerSocket server, List<String> command) {
        this.server = server;
        this.command = command;
    }

    static Door to(Field field, String host, int port) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var door = new Door(server, field.onBench("busybox", "nc", host, Integer.toString(port)));
        Thread.ofPlatform().daemon().name("door to " + host).start(door::accept);
        return door;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                carry(server.accept());
            } catch (IOException e) {
                // closed, or nc could not be started: whoever dialled sees the end of the stream
            }
        }
    }

    private void carry(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var nc = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        carriers.add(nc);
        Thread.ofPlatform().daemon().start(() -> pump(socket, nc));
        Thread.ofPlatform().daemon().start(() -> {
            move(nc::getInputStream, socket::getOutputStream);
            end(socket, nc);
        });
    }

    private static void pump(Socket socket, Process nc) {
        move(socket::getInputStream, nc::getOutputStream);
        try {
            nc.getOutputStream().close();
        } catch (IOException e) {
            // it has ended already
        }
    }

    private void end(Socket socket, Process nc) {
        carriers.remove(nc);
        nc.destroyForcibly();
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, which is what was wanted
        }
    }

    private interface Opening<T> {
        T open() throws IOException;
    }

    private static void move(Opening<InputStream> from, Opening<OutputStream> to) {
        try {
            var in = from.open();
            var out = to.open();
            var bytes = new byte[16384];
            for (var got = in.read(bytes); got > 0; got = in.read(bytes)) {
                out.write(bytes, 0, got);
                out.flush();
            }
        } catch (IOException e) {
            // one side is gone; the other is told by the caller
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        carriers.forEach(Process::destroyForcibly);
    }
}
