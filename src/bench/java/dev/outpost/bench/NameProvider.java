package dev.outpost.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.outpost.bench.net.Ip4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Who keeps names for addresses that move, in the manner of DynDNS: {@code GET /nic/update?hostname=NAME&myip=ADDRESS} with a basic login. Every
 * user's password is {@code name-SECRET}.
 */
final class NameProvider implements AutoCloseable {
    static final String NAME = "ddns.example";
    static final String PASSWORD = "name-s3cret";

    private final HttpServer server;
    private final BiConsumer<String, Ip4> zone;
    private final List<String> taken = new CopyOnWriteArrayList<>();

    /** @param zone is told which name leads where now */
    NameProvider(BiConsumer<String, Ip4> zone) throws IOException {
        this.zone = zone;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/nic/update", exchange -> {
            try (exchange) {
                var answer = answer(exchange).getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    private String answer(HttpExchange exchange) {
        var values = new HashMap<String, String>();
        for (var pair : exchange.getRequestURI().getQuery().split("&", -1)) {
            values.put(pair.replaceFirst("=.*", ""), pair.replaceFirst("^[^=]*=", ""));
        }
        var login = exchange.getRequestHeaders().getFirst("Authorization");
        var wanted = Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!("Basic " + wanted).equals(login)) {
            return "badauth\n";
        }
        var address = Ip4.of(values.getOrDefault("myip", ""));
        zone.accept(values.get("hostname"), address);
        taken.add(String.valueOf(address));
        return "good " + address + "\n";
    }

    /** Addresses that it took, in their order. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
