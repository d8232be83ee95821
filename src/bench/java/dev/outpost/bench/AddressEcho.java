package dev.outpost.bench;

import com.sun.net.httpserver.HttpServer;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Somebody on the internet whose page tells each caller the address that it was called from: nothing else. */
final class AddressEcho implements AutoCloseable {
    static final String NAME = "echo.example";
    static final String OTHER = "other.example";

    private final HttpServer server;

    /** @param caller from where it is called */
    AddressEcho(Supplier<Ipv4> caller) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var page = (caller.get() + "\n").getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
