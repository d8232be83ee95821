package dev.outpost.adapter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.outpost.shell.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The plain files of one folder, on loopback: what stands in it by name, and nothing below or beside it. */
final class FolderServer implements Web.Served {
    private static final int OK = 200;
    private static final int MISSING = 404;

    private final Path folder;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    FolderServer(Path folder) throws IOException {
        this.folder = folder;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var name = exchange.getRequestURI().getPath().replaceFirst("^/+", "");
            var file = folder.resolve(name.isEmpty() ? "." : name).normalize();
            if (name.contains("/") || !folder.equals(file.getParent()) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(MISSING, -1);
                return;
            }
            var head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(OK, head ? -1 : Math.max(Files.size(file), 0));
            if (!head) {
                Files.copy(file, exchange.getResponseBody());
            }
        }
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
