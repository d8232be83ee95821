package dev.outpost.bench.net;

import java.io.IOException;
import java.net.Socket;

/** Two connections made one. */
public final class Splice {
    private Splice() {}

    /** Blocks until both ends are done; half-closed connections are passed on as such. */
    public static void of(Socket one, Socket other) {
        var back = Thread.ofVirtual().name("pump").start(() -> oneWay(other, one));
        oneWay(one, other);
        try {
            back.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void oneWay(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // it is already of no use
        }
    }
}
