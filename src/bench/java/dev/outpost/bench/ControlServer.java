package dev.outpost.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The control port on loopback: {@code GET /counters}, {@code POST} and {@code DELETE /faults/NAME}, {@code POST /power/router},
 * {@code POST /cable/camera} and {@code /cable/laptop}, {@code POST /viewer}. A unit's name may follow the last two and power.
 */
final class ControlServer implements AutoCloseable {
    private static final int LONGEST_BODY = 64 * 1024;

    private final Controls controls;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ControlServer(Controls controls) throws IOException {
        this.controls = controls;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            reply(exchange, answer(exchange));
        }
    }

    /** What is said back, with its status. */
    private record Answer(int status, String text) {}

    private Answer answer(HttpExchange exchange) throws IOException {
        if (!isOurs(exchange)) {
            return new Answer(403, error("only this machine's own tools may talk here"));
        }
        try {
            return act(exchange);
        } catch (IllegalArgumentException e) {
            return new Answer(400, error(String.valueOf(e.getMessage())));
        }
    }

    /** A web page in the user's browser may not press buttons here: its requests carry a foreign name or an origin. */
    private boolean isOurs(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        return !exchange.getRequestHeaders().containsKey("Origin")
                && host != null
                && host.matches(
                        "(127\\.0\\.0\\.1|localhost):" + server.getAddress().getPort());
    }

    private Answer act(HttpExchange exchange) throws IOException {
        var words = exchange.getRequestURI().getPath().substring(1).split("/");
        var call = exchange.getRequestMethod() + " " + words[0];
        var word = words.length > 1 ? words[1] : "";
        var unit = words.length > 2 ? words[2] : "";
        switch (call) {
            case "GET counters" -> {
                return new Answer(200, controls.counters());
            }
            case "POST faults" -> controls.sets(fault(word));
            case "DELETE faults" -> controls.clears(fault(word));
            case "POST power" -> power(word, unit);
            case "POST cable" -> controls.movesCable(unit, cable(word));
            case "POST viewer" -> controls.viewerScans(body(exchange));
            default -> {
                return new Answer(404, error("no such thing to ask"));
            }
        }
        return new Answer(200, "{}");
    }

    private void power(String word, String unit) {
        if (!word.equals("router")) {
            throw new IllegalArgumentException("only the router's power can be cut: /power/router");
        }
        controls.powerCycles(unit);
    }

    private static Fault fault(String word) {
        return Fault.named(word).orElseThrow(() -> new IllegalArgumentException("no fault is called " + word));
    }

    private static Controls.Cable cable(String word) {
        return switch (word) {
            case "camera", "laptop" -> Controls.Cable.valueOf(word.toUpperCase(Locale.ROOT));
            default -> throw new IllegalArgumentException("the cable ends at the camera or the laptop");
        };
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
    }

    private static String error(String what) {
        return "{\"error\":\"" + what.replaceAll("[^ -~]|[\"\\\\]", "?") + "\"}";
    }

    private static void reply(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = (answer.text() + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
