package dev.outpost.bench.dongle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.outpost.bench.net.StickView;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** A router on a stick, as its one client and the internet meet it: its web interface on a free loopback port, and where it leads calls from outside. */
public final class Stick implements StickView, AutoCloseable {
    private final SimulatedDongle.Lease lease;
    private final WebApi web;
    private final Supplier<String> operator;
    private final HttpServer server;

    /** @param operator which address it hands out now */
    Stick(SimulatedDongle.Lease lease, String transcript, Fields fields, Supplier<String> operator) throws IOException {
        this.lease = lease;
        this.web = new WebApi(transcript, fields);
        this.operator = operator;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public Ipv4 gateway() {
        return Ipv4.of(lease.gateway());
    }

    @Override
    public Ipv4 address() {
        return Ipv4.of(operator.get());
    }

    @Override
    public Optional<Ipv4> leadsTo() {
        return web.setting("DmzStatus").equals("1") ? Ipv4.parse(web.setting("DmzIPAddress")) : Optional.empty();
    }

    @Override
    public InetSocketAddress web() {
        return server.getAddress();
    }

    /** Whether it keeps open to everybody what its client opened. */
    public boolean isCone() {
        return web.setting("NATType").equals("1");
    }

    /** Somebody resets it to what it was in its box. */
    public void isReset() {
        web.forgetsSettings();
    }

    /** Its settings want a login from now on, or do so no more. */
    public void wantsLogin(boolean now) {
        web.wantsLogin(now);
    }

    /** The next tokens that it hands out are good for nothing. */
    public void nextTokensAreStale(int count) {
        web.nextTokensAreStale(count);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = web.answer(
                    exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    header(exchange, "Cookie"),
                    header(exchange, "__RequestVerificationToken"));
            var bytes = body.orElse("").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(body.isPresent() ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
