package dev.outpost.bench;

import com.sun.net.httpserver.HttpExchange;
import dev.outpost.bench.net.RouterView.Plug;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.net.WebServer;
import dev.outpost.bench.relay.SimulatedRelay;
import dev.outpost.bench.ssh.Traffic.Counters;
import dev.outpost.text.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The control port on loopback: {@code GET /counters}, {@code POST} and {@code DELETE /faults/NAME}, {@code POST /power/router},
 * {@code POST /cable/camera} and {@code /cable/laptop}, {@code POST /viewer}. A unit's name may follow the last two and power.
 */
final class ControlServer implements AutoCloseable {
    private final List<Unit> units;
    private final SimulatedRelay relay;
    private final VirtualNetwork net;
    private final Faults faults;
    private final WebServer server;

    ControlServer(List<Unit> units, SimulatedRelay relay, VirtualNetwork net, Faults faults) throws IOException {
        this.units = units;
        this.relay = relay;
        this.net = net;
        this.faults = faults;
        this.server = new WebServer(this::answer);
    }

    InetSocketAddress address() {
        return server.address();
    }

    private WebServer.Answer answer(HttpExchange exchange) throws IOException {
        if (!isOurs(exchange)) {
            return json(403, Json.object("error", "only this machine's own tools may talk here"));
        }
        try {
            return act(exchange);
        } catch (IllegalArgumentException e) {
            return json(400, Json.object("error", String.valueOf(e.getMessage())));
        }
    }

    /** A web page in the user's browser may not press buttons here: its requests carry a foreign name or an origin. */
    private boolean isOurs(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        return !exchange.getRequestHeaders().containsKey("Origin")
                && host != null
                && host.matches("(127\\.0\\.0\\.1|localhost):" + address().getPort());
    }

    private WebServer.Answer act(HttpExchange exchange) throws IOException {
        var words = exchange.getRequestURI().getPath().substring(1).split("/");
        var call = exchange.getRequestMethod() + " " + words[0];
        var word = words.length > 1 ? words[1] : "";
        var unit = words.length > 2 ? words[2] : "";
        switch (call) {
            case "GET counters" -> {
                return json(200, counters());
            }
            case "POST faults" -> faults.sets(fault(word));
            case "DELETE faults" -> faults.clears(fault(word));
            case "POST power" -> power(word, unit);
            case "POST cable" -> named(unit).movesCable(cable(word));
            case "POST viewer" -> net.scan(WebServer.body(exchange));
            default -> {
                return json(404, Json.object("error", "no such thing to ask"));
            }
        }
        return json(200, Json.object());
    }

    private void power(String word, String unit) {
        if (!word.equals("router")) {
            throw new IllegalArgumentException("only the router's power can be cut: /power/router");
        }
        named(unit).powerCycles();
    }

    private static Fault fault(String word) {
        return Fault.named(word).orElseThrow(() -> new IllegalArgumentException("no fault is called " + word));
    }

    private static Plug cable(String word) {
        return switch (word) {
            case "camera", "laptop" -> Plug.valueOf(word.toUpperCase(Locale.ROOT));
            default -> throw new IllegalArgumentException("the cable ends at the camera or the laptop");
        };
    }

    private Map<String, @Nullable Object> counters() {
        var all = Json.object("router", json(units.getFirst().router().counters()), "relay", json(relay.counters()));
        if (units.size() > 1) {
            var each = units.stream()
                    .flatMap(unit -> Stream.of(unit.site(), json(unit.router().counters())));
            all.put("units", Json.object(each.toArray()));
        }
        return all;
    }

    private static Map<String, @Nullable Object> json(Counters counters) {
        return Json.object(
                "connections", counters.connections(),
                "channels", counters.channels(),
                "writes", counters.writes(),
                "bytesIn", counters.bytesIn());
    }

    private Unit named(String site) {
        return units.stream()
                .filter(unit -> site.isEmpty() || unit.site().equals(site))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no unit is called " + site));
    }

    private static WebServer.Answer json(int status, Map<String, @Nullable Object> says) {
        return new WebServer.Answer(status, "application/json", Json.line(says) + "\n");
    }

    @Override
    public void close() {
        server.close();
    }
}
